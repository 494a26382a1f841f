"""What a deleted result leaves: its objects, and its likes in the lists of other users."""

from splashmy import resources
from splashmy.processing import likes
from splashmy.processing.records import Result
from splashmy.processing.result_records import LEFTOVERS, Leftover


def of(result: Result) -> Leftover:
    keys = [result.original_key, result.display_key, result.thumbnail_key]
    return Leftover(LEFTOVERS, result.sk, result_id=result.id, owner_id=result.owner_id, keys=keys)


def remove(leftover: Leftover) -> None:
    """Safe to repeat; a crash before the end leaves it to the next `sweep`."""
    for key in leftover.keys:
        resources.client("s3").delete_object(Bucket=resources.MEDIA.id, Key=key)
    likes.hide(Result(*Result.key(leftover.owner_id, leftover.result_id), id=leftover.result_id))
    likes.forget(leftover.result_id)
    leftover.delete()


def sweep() -> int:
    """Remove everything that was left half-way, and say how many results it was of."""
    found = list(Leftover.query(LEFTOVERS))
    for leftover in found:
        remove(leftover)
    return len(found)
