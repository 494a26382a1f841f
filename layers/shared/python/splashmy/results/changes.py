"""What is done with results: stored by a job, and changed or deleted by their owner."""

from pynamodb.expressions.condition import Condition

from splashmy.core import deadline
from splashmy.core.ids import ImageId, ResultId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import RESULTS
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.results import feed, lists, pending_updates, reviews
from splashmy.results.records import PendingUpdate, Result, ResultNotFound, ResultTakenDown
from splashmy.results.visibility import own

DELETE = (RESULTS.get, *pending_updates.SETTLE)  # to delete a result, with what follows


def put_actions(transaction: Transaction, results: list[Result]) -> None:
    """Store the new results of one job: records, lists, counters, and the feed if public.

    For the transaction that settles the job; at most 4 results (about 70 items). A result that
    exists already refuses the transaction.
    """
    for result in results:
        transaction.save(result, Result.pk.does_not_exist())
    lists.enter(transaction, results)
    feed.publish_actions(transaction, [one for one in results if one.is_public])


@optimistic
def set_favorite(owner_id: UserId, result_id: ResultId, wanted: bool | None) -> bool:
    """Make it a favourite or not, or the other of both when `wanted` is None; what it is then."""
    result = own(owner_id, result_id)
    wanted = not result.is_favorite if wanted is None else wanted
    if wanted == result.is_favorite:
        return wanted

    def write(transaction: Transaction) -> None:
        names = lists.favorites_of(lists.plain(result))
        transaction.update(result, [Result.is_favorite.set(wanted)], unchanged(result))
        (lists.join if wanted else lists.leave)(transaction, result, names)

    transact(write)
    return wanted


def rate(owner_id: UserId, result_id: ResultId, rating: int) -> None:
    """Only for its owner; a second rating replaces the first."""
    try:
        Result(*Result.key(owner_id, result_id)).update(
            [Result.user_rating.set(rating)], condition=Result.pk.exists()
        )
    except ConditionFailed:
        raise ResultNotFound from None


def set_public(owner_id: UserId, result_id: ResultId, wanted: bool | None) -> bool:
    """Publish or hide it, or the other of both when `wanted` is None; what it is then.

    Its likes stay through a hidden time.
    """
    is_public, pending = _publish_or_hide(owner_id, result_id, wanted)
    if pending:
        pending_updates.settle(pending)
    return is_public


@optimistic
def _publish_or_hide(
    owner_id: UserId, result_id: ResultId, wanted: bool | None
) -> tuple[bool, PendingUpdate | None]:
    """Whether it is public then, and what the change leaves to be done."""
    result = own(owner_id, result_id)
    wanted = not result.is_public if wanted is None else wanted
    if result.taken_down and wanted:
        raise ResultTakenDown
    if result.was_public and not wanted:  # so that it stays hidden once it is restored
        result.update([Result.was_public.set(False)], Result.pk.exists())
    if wanted == result.is_public:
        return wanted, None
    pending = pending_updates.of(result, is_deleted=False)
    as_read = unchanged(result)
    if wanted:  # the public copy begins with these likes, and a liker's account may be erased now
        as_read &= Result.like_count == result.like_count

    def write(transaction: Transaction) -> None:
        transaction.update(result, [Result.is_public.set(wanted)], as_read)
        transaction.save(pending)
        if wanted:
            feed.publish_actions(transaction, [result])
        else:
            feed.withdraw_actions(transaction, result)

    transact(write)
    return wanted, pending


def is_kept(result: Result) -> bool:
    """Somebody cares for it, so no cleaning up takes it away."""
    return bool(result.is_favorite or result.is_public or result.like_count)


def delete(owner_id: UserId, result_id: ResultId, *, spare_kept: bool = False) -> None:
    """Remove a result from everywhere, then its objects and likes; see `pending_updates`."""
    if pending := _remove(owner_id, result_id, spare_kept=spare_kept):
        pending_updates.settle(pending)


@optimistic
def _remove(owner_id: UserId, result_id: ResultId, *, spare_kept: bool) -> PendingUpdate | None:
    result = own(owner_id, result_id)
    if spare_kept and is_kept(result):
        return None
    pending = pending_updates.of(result, is_deleted=True)

    def write(transaction: Transaction) -> None:
        transaction.delete(result, condition=unchanged(result))
        transaction.save(pending)
        lists.leave(transaction, result, lists.holding(result))
        reviews.move(transaction, result, None)
        if result.is_public:
            feed.withdraw_actions(transaction, result)

    transact(write)
    return pending


def delete_of_image(owner_id: UserId, image_id: ImageId) -> bool:
    """Delete the results that came from an image; whether there was the time for all."""
    name = lists.processed(image_id, None)
    while found := lists.page(owner_id, name, favorites=False, size=50, position=None).results:
        for result in found:
            if deadline.is_near():
                return False
            delete(owner_id, result.id)
    return True


def unchanged(result: Result) -> Condition:
    """Its lists and its public copy follow from these."""
    favorite: Condition = Result.is_favorite == result.is_favorite
    public: Condition = Result.is_public == result.is_public
    downloads: Condition = Result.download_count == result.download_count
    unchanged: Condition = favorite & public & downloads
    return unchanged
