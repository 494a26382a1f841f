"""What is done with results: stored by a job, and changed or deleted by their owner."""

from collections.abc import Callable

from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from splashmy.processing import feeds, leftovers, lists
from splashmy.processing.records import Result, ResultNotFound
from splashmy.processing.visibility import own
from splashmy.records import refused, transact

DELETE = leftovers.SETTLE  # what deleting a result takes is what its leftovers take


def put_actions(transaction: TransactWrite, results: list[Result]) -> None:
    """Store the new results of one job: records, lists, counters, and the feed if public.

    For the transaction that settles the job; at most 4 results (about 70 items). A result that
    exists already refuses the transaction.
    """
    for result in results:
        transaction.save(result, Result.pk.does_not_exist())
    lists.enter(transaction, results)
    feeds.publish_actions(transaction, [one for one in results if one.is_public])


def set_favorite(owner_id: str, result_id: str, wanted: bool | None) -> bool:
    """Make it a favourite or not, or the other of both when `wanted` is None; what it is then."""
    result = own(owner_id, result_id)
    wanted = not result.is_favorite if wanted is None else wanted
    if wanted == result.is_favorite:
        return wanted

    def write(transaction: TransactWrite) -> None:
        names = lists.favorites_of(lists.plain(result))
        transaction.update(result, [Result.is_favorite.set(wanted)], _unchanged(result))
        (lists.join if wanted else lists.leave)(transaction, result, names)

    return wanted if _committed(write) else set_favorite(owner_id, result_id, wanted)


def rate(owner_id: str, result_id: str, rating: int) -> None:
    """Only for its owner; a second rating replaces the first."""
    try:
        Result(*Result.key(owner_id, result_id)).update(
            [Result.user_rating.set(rating)], condition=Result.pk.exists()
        )
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            raise ResultNotFound from None
        raise


def set_public(owner_id: str, result_id: str, wanted: bool | None) -> bool:
    """Publish or hide it, or the other of both when `wanted` is None; what it is then.

    Its likes stay through a hidden time.
    """
    result = own(owner_id, result_id)
    wanted = not result.is_public if wanted is None else wanted
    if wanted == result.is_public:
        return wanted
    leftover = leftovers.of(result, is_deleted=False)

    def write(transaction: TransactWrite) -> None:
        transaction.update(result, [Result.is_public.set(wanted)], _unchanged(result))
        transaction.save(leftover)
        if wanted:
            feeds.publish_actions(transaction, [result])
        else:
            feeds.withdraw_actions(transaction, result_id)

    if not _committed(write):
        return set_public(owner_id, result_id, wanted)
    leftovers.settle(leftover)
    return wanted


def is_kept(result: Result) -> bool:
    """Somebody cares for it, so no cleaning up takes it away."""
    return bool(result.is_favorite or result.is_public or result.like_count)


def delete(owner_id: str, result_id: str, *, spare_kept: bool = False) -> None:
    """Remove a result from everywhere, then its objects and likes; see `leftovers`."""
    result = own(owner_id, result_id)
    if spare_kept and is_kept(result):
        return None
    leftover = leftovers.of(result, is_deleted=True)

    def write(transaction: TransactWrite) -> None:
        transaction.delete(result, condition=_unchanged(result))
        transaction.save(leftover)
        lists.leave(transaction, result, lists.holding(result))
        if result.is_public:
            feeds.withdraw_actions(transaction, result_id)

    if not _committed(write):
        return delete(owner_id, result_id, spare_kept=spare_kept)
    leftovers.settle(leftover)
    return None


def delete_of_image(owner_id: str, image_id: str) -> None:
    """Delete the results that came from an image."""
    name = lists.processed(image_id, None)
    while found := lists.page(owner_id, name, favorites=False, size=50, position=None).results:
        for result in found:
            delete(owner_id, result.id)


def _unchanged(result: Result) -> Condition:
    """Its lists and its public copy follow from these."""
    favorite: Condition = Result.is_favorite == result.is_favorite
    public: Condition = Result.is_public == result.is_public
    downloads: Condition = Result.download_count == result.download_count
    unchanged: Condition = favorite & public & downloads
    return unchanged


def _committed(write: Callable[[TransactWrite], None]) -> bool:
    """False when the result is no longer as it was read."""
    try:
        transact(write)
    except TransactWriteError as error:
        if not refused(error):
            raise
        return False
    return True
