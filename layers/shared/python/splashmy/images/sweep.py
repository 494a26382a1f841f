"""What no event settled: uploads that never came, events that were lost, work that broke off."""

from datetime import datetime, timedelta

from splashmy.core import metrics
from splashmy.core.ids import first_id, made_at
from splashmy.core.log import logger
from splashmy.core.resources import QUARANTINE, client
from splashmy.core.settings import settings
from splashmy.images import changes, ingest, lists, uploads
from splashmy.images.quarantine import Arrival, NotAwaitedError
from splashmy.images.records import Entry, Image, ImageNotFound

AT_ONCE = 100  # the next run takes the others
SLACK = timedelta(minutes=5)  # for an upload that began in the last second
TRIED_FOR = timedelta(hours=1)  # first by Lambda, then by each sweep
MISSING = {"code": "upload_missing", "message": "The file was never uploaded."}
BROKEN_OFF = {
    "code": "processing_failed",
    "message": "The image could not be processed; please upload it again.",
}


def sweep(moment: datetime, *, at_once: bool = False) -> int:
    """Settle what should be settled by `moment`; how many images could not be looked after.

    `at_once`: no event is on its way and nobody works, so what was uploaded need not wait.
    """
    until = moment if at_once else _expired(moment)
    unfinished = Entry.query(
        lists.UNFINISHED, Entry.sk < first_id(until), limit=AT_ONCE, consistent_read=True
    )
    broken = sum(not _looked_after(entry, moment) for entry in unfinished)
    metrics.record(metrics.UPLOADS_NOT_SWEPT, broken)
    return broken


def _expired(moment: datetime) -> datetime:
    """The forms that were given out before this cannot be posted any more."""
    return moment - timedelta(seconds=settings().upload_expires_in) - SLACK


def _looked_after(entry: Entry, moment: datetime) -> bool:
    """One image that breaks must not keep the others waiting."""
    try:
        _settle(changes.find(entry.owner_id, entry.sk), moment)
    except (ImageNotFound, NotAwaitedError):
        logger.info("Settled meanwhile", extra={"image_id": entry.sk})
    except Exception:  # noqa: BLE001 whatever it is, it is logged and counted
        logger.exception("An upload cannot be swept", extra={"image_id": entry.sk})
        return False
    return True


def _settle(image: Image, moment: datetime) -> None:
    if image.status == "awaiting_upload":
        if arrival := _arrival(image):
            ingest.take_in(arrival)
        elif made_at(image.id) < _expired(moment):
            _give_up(image, MISSING)
    elif image.status == "processing":
        if made_at(image.id) < moment - TRIED_FOR:
            _give_up(image, BROKEN_OFF)
        else:
            ingest.take_in(Arrival(uploads.quarantine_key(image), str(image.version_id)))


def _arrival(image: Image) -> Arrival | None:
    """The newest version in the quarantine, whose event was lost."""
    key = uploads.quarantine_key(image)
    found = client("s3").list_object_versions(Bucket=QUARANTINE.id, Prefix=key)
    return next((Arrival(key, one["VersionId"]) for one in found.get("Versions", [])), None)


def _give_up(image: Image, failure: dict[str, str]) -> None:
    """Fail the image and return the day's upload, both or neither."""

    def edit(current: Image) -> None:
        if (current.status, current.version_id) != (image.status, image.version_id):
            raise NotAwaitedError
        current.status, current.failure = "failed", failure

    changes.change(image.owner_id, image.id, edit, lambda it: uploads.give_back(it, image))
