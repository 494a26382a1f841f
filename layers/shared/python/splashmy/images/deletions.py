"""Deleting an image: hidden at once, its results with it; purged with its objects later."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from splashmy.core import media
from splashmy.core.clock import day, now
from splashmy.core.ids import ImageId, UserId
from splashmy.core.resources import IMAGES, MEDIA, RESULTS, client
from splashmy.core.settings import settings
from splashmy.core.sweeps import Report, Sweep
from splashmy.core.transactions import Transaction, transact
from splashmy.images import changes, lists, uploads
from splashmy.images.records import Entry, Image, ImageNotFound
from splashmy.results import changes as result_changes

DELETE_RESULTS = [
    IMAGES.get,
    IMAGES.update,
    IMAGES.delete,
    RESULTS.batch_get,
    *result_changes.DELETE,
]
DAYS_LOOKED_BACK = 30  # so that nothing is left when the purge did not run for weeks


def delete(owner_id: UserId, image_id: ImageId) -> None:
    """Hide an image at once, then delete its results; the sweep ends what breaks off."""

    _hide(owner_id, image_id)
    _delete_results(owner_id, image_id)


def _hide(owner_id: UserId, image_id: ImageId) -> None:
    """An upload that has not arrived is given back to its day."""
    awaited: list[Image] = []

    def edit(image: Image) -> None:
        awaited[:] = [image] if image.status == "awaiting_upload" else []
        image.is_deleted, image.deleted_at = True, now()

    def give_back(transaction: Transaction) -> None:
        for image in awaited:
            uploads.give_back(transaction, image)

    changes.change(owner_id, image_id, edit, give_back)


def finish(*, set_aside_too: bool = False) -> Report:
    """Delete the results of deleted images that still have some."""
    broken_off = Entry.query(lists.CASCADES, consistent_read=True)
    return Sweep(name="deletions", handle=_finish).run([broken_off], set_aside_too=set_aside_too)


def _finish(entry: Entry) -> bool:
    try:
        _delete_results(entry.owner_id, ImageId(entry.sk))
    except ImageNotFound:  # purged or erased meanwhile
        entry.delete()
    return True


def _delete_results(owner_id: UserId, image_id: ImageId) -> None:
    """As many as there is time for; while some are left, the image stays in `CASCADES`."""

    def edit(image: Image) -> None:
        image.results_deleted = True

    if result_changes.delete_of_image(owner_id, image_id):
        changes.change(owner_id, image_id, edit, deleted_too=True)


def purge(moment: datetime, *, set_aside_too: bool = False) -> Report:
    """Remove for good what was deleted longer ago than the retention time."""
    due = (Entry.query(lists.deleted_on(one)) for one in _due_days(moment))
    return Sweep(name="purge", handle=_purge).run(due, set_aside_too=set_aside_too)


def _due_days(moment: datetime) -> Iterator[str]:
    due = moment - timedelta(days=settings().deleted_retention_days + 1)
    for back in range(DAYS_LOOKED_BACK):
        yield day(due - timedelta(days=back))


def _purge(entry: Entry) -> bool:
    _remove_objects(f"images/{media.folder(entry.owner_id)}/{entry.sk}/")
    image = Image(*Image.key(entry.owner_id, entry.sk))

    def write(transaction: Transaction) -> None:
        rest = (Entry(name, entry.sk) for name in (lists.CASCADES, lists.HALF_LISTED))
        for gone in (image, entry, *rest):
            transaction.delete(gone)

    transact(write)
    return True


def _remove_objects(prefix: str) -> None:
    found = client("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=prefix)
    for stored in found.get("Contents", []):
        client("s3").delete_object(Bucket=MEDIA.id, Key=stored["Key"])
