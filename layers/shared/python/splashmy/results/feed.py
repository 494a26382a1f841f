"""The public feed: who is in it, in which order, since when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pynamodb.expressions.update import Action

from splashmy.core.clock import now
from splashmy.core.ids import ResultId, StyleId, UserId, first_id, made_at
from splashmy.core.transactions import Transaction
from splashmy.results.lists import counter
from splashmy.results.records import OF_AUTHOR, PUBLIC, Count, Published, Result

OWN_AFFAIRS = {
    "pk",
    "sk",
    "prompt",
    "original_image_key",
    "original_thumbnail_key",
    "is_public",
    "is_favorite",
    "user_rating",
    "owner_likes",
    "reports",
    "report_count",
    "in_review",
    "taken_down",
    "was_public",
}
# A rank is likes, then milliseconds, then the last bits of the id: no two are the same, so that a
# page ends at the same place in every shard. Of DynamoDB's 38 digits 17 are left to likes.
RANK_OF_A_MILLISECOND = 10**8
RANK_OF_A_LIKE = 10**13 * RANK_OF_A_MILLISECOND


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


def name_list(style_id: StyleId | None, author: str | None) -> str:
    """The public results, or those in a style, or by a username, in any case, or both."""
    chosen = [PUBLIC]
    chosen += [f"STYLE#{style_id}"] if style_id else []
    return "#".join(chosen) + (f"{OF_AUTHOR}{author.lower()}" if author else "")


def partitions_of(result: Result) -> list[str]:
    """The partitions of the public lists that a result belongs in; each holds a copy of its own."""
    style, author = result.style_id, result.owner_username
    chosen = ((None, None), (style, None), (None, author), (style, author))
    return sorted({Published.partition(name_list(*pair), result.id) for pair in chosen})


def counter_of(partition: str, bucket: str, owner_id: UserId | None) -> tuple[str, str]:
    """That of an author's list is the author's own, so that whoever leaves takes it along."""
    owner = f"USER#{owner_id}" if OF_AUTHOR in partition else partition
    return counter(owner, f"{partition}#{bucket}")


def publish_actions(transaction: Transaction, results: Iterable[Result]) -> None:
    """Put results into the public lists; in the transaction that makes them public."""
    grown: Counter[tuple[str, str]] = Counter()
    for result in results:
        for partition in partitions_of(result):
            transaction.save(published(result, partition))
        grown.update(counters_of(result))
    for place, by in grown.items():
        transaction.update(Count(*place), [Count.length.add(by)])


def withdraw_actions(transaction: Transaction, result: Result) -> None:
    """Take a result out of the public lists; in the transaction that hides or deletes it."""
    for partition in partitions_of(result):
        transaction.delete(Published(partition, result.sk))
    for place in counters_of(result):
        transaction.update(Count(*place), [Count.length.add(-1)])


def change_actions(transaction: Transaction, result: Result, actions: Sequence[Action]) -> None:
    """Change a public result in every list that holds it."""
    for partition in partitions_of(result):
        record = Published(partition, result.sk)
        transaction.update(record, list(actions), Published.pk.exists())


def counters_of(result: Result) -> list[tuple[str, str]]:
    """Where the lengths of the public lists that hold a result are."""
    return [
        counter_of(partition, bucket, result.owner_id)
        for partition in partitions_of(result)
        for bucket in buckets(result.id)
    ]


def published(result: Result, partition: str) -> Published:
    """The copy of a result in a partition of a public list."""
    made = made_at(result.id)
    shown = {
        name: value for name, value in result.attribute_values.items() if name not in OWN_AFFAIRS
    }
    return Published(
        **shown,
        is_public=True,
        pk=partition,
        sk=result.sk,
        rank=rank(result.id, int(result.like_count)),
        day=f"{partition}#{Period.TODAY.bucket(made)}",
        week=f"{partition}#{Period.WEEK.bucket(made)}",
        month=f"{partition}#{Period.MONTH.bucket(made)}",
    )


def rank(result_id: ResultId, likes: int) -> int:
    milliseconds, last_bits = int(made_at(result_id).timestamp() * 1000), int(result_id[-6:], 16)
    return likes * RANK_OF_A_LIKE + milliseconds * RANK_OF_A_MILLISECOND + last_bits
