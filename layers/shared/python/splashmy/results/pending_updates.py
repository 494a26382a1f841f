"""What a hidden, published or deleted result leaves to be done: its objects, its likers' lists.

The change itself is whole without it: whoever lists what they like sees what is public only.
"""

from contextlib import suppress

from splashmy.core.ids import new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import MEDIA, RESULTS, client
from splashmy.results import likes
from splashmy.results.records import PENDING_UPDATES, PendingUpdate, Result

SETTLE = (
    RESULTS.get,
    RESULTS.query,
    RESULTS.put,
    RESULTS.update,
    RESULTS.delete,
    RESULTS.check,
    RESULTS.batch_write,
    MEDIA.delete,
)
LIKERS_AT_ONCE = 95  # in the request that makes the change; more are left to the next sweep


def of(result: Result, *, is_deleted: bool) -> PendingUpdate:
    """Replaces what an earlier change of the same result has left."""
    keys = [result.original_key, result.display_key, result.thumbnail_key]
    return PendingUpdate(
        PENDING_UPDATES,
        result.sk,
        result_id=result.id,
        owner_id=result.owner_id,
        is_deleted=is_deleted,
        keys=keys if is_deleted else [],
        version=new_id(str),
    )


def settle(pending: PendingUpdate, *, most: int | None = LIKERS_AT_ONCE) -> None:
    """Safe to repeat; a crash, or more than `most` likers, leaves it to the next `sweep`."""
    for key in pending.keys:
        client("s3").delete_object(Bucket=MEDIA.id, Key=key)
    likers = likes.likers(pending.result_id, most)
    if likers is None:
        return
    likes.follow(pending.owner_id, pending.result_id, likers)
    if pending.is_deleted:
        likes.forget(pending.result_id, likers)
    _end(pending)


def sweep() -> int:
    """Do everything that was left, and say of how many results it was."""
    found = list(PendingUpdate.query(PENDING_UPDATES))
    for pending in found:
        settle(pending, most=None)
    return len(found)


def _end(pending: PendingUpdate) -> None:
    """Unless a later change of the result has replaced it."""
    with suppress(ConditionFailed):
        pending.delete(PendingUpdate.version == pending.version)
