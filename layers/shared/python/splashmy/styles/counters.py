"""The counters of a style: how it was rated, kept and used."""

from collections.abc import Iterable
from dataclasses import dataclass

from splashmy.core.ids import StyleId
from splashmy.core.transactions import Transaction
from splashmy.styles.records import CATALOGUE, Tally


@dataclass(frozen=True)
class Totals:
    rating_sum: int = 0
    total_ratings: int = 0
    favorite_count: int = 0
    usage_count: int = 0

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> "Totals":
        shares = list(tallies)
        return cls(
            rating_sum=int(sum(one.rating_sum for one in shares)),
            total_ratings=int(sum(one.total_ratings for one in shares)),
            favorite_count=int(sum(one.favorite_count for one in shares)),
            usage_count=int(sum(one.usage_count for one in shares)),
        )

    @property
    def average_rating(self) -> float:
        """0 while nobody has rated."""
        return round(self.rating_sum / self.total_ratings, 2) if self.total_ratings else 0.0


def totals(style_id: StyleId) -> Totals:
    """As they are now; one Query."""
    key = Tally.sk.startswith(Tally.prefix(style_id))
    return Totals.of(Tally.query(CATALOGUE, key, consistent_read=True))


def add(transaction: Transaction, style_id: StyleId, **changes: int) -> None:
    """Move the counters that `changes` names, in a share taken at random."""
    actions = [getattr(Tally, name).add(change) for name, change in changes.items() if change]
    if actions:
        tally = Tally.any_of(style_id)
        transaction.update(tally, [Tally.style_id.set(style_id), *actions])
