"""What a hidden, published or deleted result leaves to be done: its objects, its likers' lists.

The change itself is whole without it: whoever lists what they like sees what is public only.
"""

from contextlib import suppress
from itertools import islice

from splashmy.core import deadline
from splashmy.core.ids import UserId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import MEDIA, RESULTS, client
from splashmy.core.sweeps import Report, Sweep
from splashmy.results import liked_lists, likes
from splashmy.results.records import PENDING_UPDATES, PendingUpdate, Result

SETTLE = (
    RESULTS.batch_get,
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


def settle(pending: PendingUpdate, *, most: int | None = LIKERS_AT_ONCE) -> bool:
    """Do what there is time for, for about `most` likers; whether that was all.

    Safe to repeat. What is left, or breaks off, is done by the next `sweep`.
    """
    for key in pending.keys:
        client("s3").delete_object(Bucket=MEDIA.id, Key=key)
    reached, remaining = 0, likes.likers(pending.result_id, after=pending.reached)
    while users := list(islice(remaining, liked_lists.AT_ONCE)):
        reached += len(users)
        liked_lists.follow(pending.owner_id, pending.result_id, users)
        if pending.is_deleted:
            likes.forget(pending.result_id, users)
        if deadline.is_near() or (most and reached >= most):
            _continue_behind(pending, users[-1])
            return False
    _end(pending)
    return True


def sweep(*, set_aside_too: bool = False) -> Report:
    """Do what was left."""
    found = PendingUpdate.query(PENDING_UPDATES, consistent_read=True)
    return Sweep(name="pending updates", handle=_handle).run([found], set_aside_too=set_aside_too)


def finish_of(owner_id: UserId) -> None:
    """Do everything that was left of one user's results."""
    own = PendingUpdate.owner_id == owner_id
    for pending in PendingUpdate.query(PENDING_UPDATES, None, own, consistent_read=True):
        settle(pending, most=None)


def _handle(pending: PendingUpdate) -> bool:
    settle(pending, most=None)
    return True


def _continue_behind(pending: PendingUpdate, user_id: UserId) -> None:
    """Unless a later change of the result has replaced it, and begins anew."""
    with suppress(ConditionFailed):
        record = PendingUpdate(pending.pk, pending.sk)
        unchanged = PendingUpdate.version == pending.version
        record.update([PendingUpdate.reached.set(user_id)], unchanged)


def _end(pending: PendingUpdate) -> None:
    """Unless a later change of the result has replaced it."""
    with suppress(ConditionFailed):
        pending.delete(PendingUpdate.version == pending.version)
