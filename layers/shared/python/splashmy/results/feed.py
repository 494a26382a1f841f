"""The public feed: who is in it, in which order, since when."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from splashmy.core.clock import now
from splashmy.core.ids import ResultId, first_id, made_at
from splashmy.core.transactions import Transaction
from splashmy.results.lists import lengthen
from splashmy.results.records import PUBLIC, Published, Result

OWN_AFFAIRS = {"pk", "sk", "prompt", "is_public", "is_favorite", "user_rating", "owner_likes"}
RANK_OF_A_LIKE = 10**13  # more than any moment in milliseconds, so that age only breaks ties


class Period(StrEnum):
    """The UTC day, ISO week or month that has not ended yet, or all time."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def start(self, moment: datetime) -> datetime:
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return {
            Period.TODAY: midnight,
            Period.WEEK: midnight - timedelta(days=midnight.weekday()),
            Period.MONTH: midnight.replace(day=1),
            Period.ALL: datetime(1970, 1, 1, tzinfo=UTC),
        }[self]

    def bucket(self, moment: datetime) -> str:
        """The one of its kind that holds `moment`, such as DAY#2026-11-23."""
        form = {
            Period.TODAY: "DAY#%Y-%m-%d",
            Period.WEEK: "WEEK#%G-%V",
            Period.MONTH: "MONTH#%Y-%m",
            Period.ALL: "ALL",
        }[self]
        return moment.strftime(form)

    @property
    def first_id(self) -> str:
        """Every id made in the current period sorts behind it."""
        return first_id(self.start(now()))


def buckets(result_id: ResultId) -> list[str]:
    return [period.bucket(made_at(result_id)) for period in Period]


def publish_actions(transaction: Transaction, results: Iterable[Result]) -> None:
    """Put results into the public feed; in the transaction that makes them public."""
    lengths: Counter[str] = Counter()
    for result in results:
        transaction.save(published(result))
        lengths.update(buckets(result.id))
    for bucket, grown in lengths.items():
        lengthen(transaction, PUBLIC, bucket, grown)


def withdraw_actions(transaction: Transaction, result_id: ResultId) -> None:
    """Take a result out of the public feed; in the transaction that hides or deletes it."""
    transaction.delete(Published(PUBLIC, f"RESULT#{result_id}"))
    for bucket in buckets(result_id):
        lengthen(transaction, PUBLIC, bucket, -1)


def published(result: Result) -> Published:
    made = made_at(result.id)
    shown = {
        name: value for name, value in result.attribute_values.items() if name not in OWN_AFFAIRS
    }
    return Published(
        **shown,
        is_public=True,
        pk=PUBLIC,
        sk=result.sk,
        rank=result.like_count * RANK_OF_A_LIKE + int(made.timestamp() * 1000),
        day=Period.TODAY.bucket(made),
        week=Period.WEEK.bucket(made),
        month=Period.MONTH.bucket(made),
    )
