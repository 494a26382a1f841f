"""Results: who may see one, and what its owner does with it."""

from dataclasses import dataclass

from pynamodb.transactions import TransactWrite

from splashmy.auth.callers import SignedIn
from splashmy.processing import feeds, lists
from splashmy.processing.records import Result, ResultNotFound
from splashmy.processing.result_records import PUBLIC, Like, Published
from splashmy.records import read_together


@dataclass(frozen=True)
class Seen:
    """A result as one visitor sees it; a stranger's `result` holds what is public only."""

    result: Result
    is_owner: bool
    has_liked: bool


def put_actions(transaction: TransactWrite, results: list[Result]) -> None:
    """Store the new results of one job: records, lists, counters, and the feed if public.

    For the transaction that settles the job; at most 4 results (about 70 items). A result that
    exists already refuses the transaction.
    """
    for result in results:
        transaction.save(result, Result.pk.does_not_exist())
    lists.enter(transaction, results)
    feeds.publish_actions(transaction, [one for one in results if one.is_public])


def own(owner_id: str, result_id: str) -> Result:
    try:
        return Result.get(*Result.key(owner_id, result_id), consistent_read=True)
    except Result.DoesNotExist:
        raise ResultNotFound from None


def see(result_id: str, visitor: SignedIn | None) -> Seen:
    """A result that is public or the visitor's own; one call."""
    wanted: list[tuple[type[Published | Result | Like], tuple[str, str]]] = [
        (Published, (PUBLIC, f"RESULT#{result_id}"))
    ]
    if visitor:
        wanted += [(Result, Result.key(visitor.id, result_id))]
        wanted += [(Like, Like.key(result_id, visitor.id))]
    public, mine, like = (*read_together(*wanted), None, None)[:3]
    if mine is None and public is None:
        raise ResultNotFound
    return Seen(mine or public, is_owner=mine is not None, has_liked=like is not None)
