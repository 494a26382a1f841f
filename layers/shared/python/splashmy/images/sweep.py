"""What no event settled: uploads that never came, events that were lost, work that broke off."""

from datetime import datetime, timedelta
from functools import partial

from splashmy.core import metrics
from splashmy.core.ids import ImageId, first_id
from splashmy.core.log import logger
from splashmy.core.resources import QUARANTINE, client
from splashmy.core.settings import settings
from splashmy.core.sweeps import Report, Sweep
from splashmy.images import changes, ingest, lists, uploads
from splashmy.images.quarantine import Arrival, NotAwaitedError
from splashmy.images.records import Entry, Image, ImageNotFound

SLACK = timedelta(minutes=5)  # for an upload that began in the last second
TRIED_FOR = timedelta(hours=1)  # first by Lambda, then by each sweep
MISSING = {"code": "upload_missing", "message": "The file was never uploaded."}
BROKEN_OFF = {
    "code": "processing_failed",
    "message": "The image could not be processed; please upload it again.",
}


def sweep(moment: datetime, *, at_once: bool = False, set_aside_too: bool = False) -> Report:
    """Settle what should be settled by `moment`.

    `at_once`: no event is on its way and nobody works, so what was uploaded need not wait.
    """
    until = moment if at_once else _expired(moment)
    unfinished = Entry.query(lists.UNFINISHED, Entry.sk < first_id(until), consistent_read=True)
    work = Sweep(name="uploads", handle=partial(_settle, moment=moment), give_up=_abandon)
    report = work.run([unfinished], set_aside_too=set_aside_too)
    metrics.record(metrics.UPLOADS_NOT_SWEPT, report.failed + report.set_aside)
    return report


def _expired(moment: datetime) -> datetime:
    """The forms that were given out before this cannot be posted any more."""
    return moment - timedelta(seconds=settings().upload_expires_in) - SLACK


def _settle(entry: Entry, moment: datetime) -> bool:
    """Whether there was something to do."""
    try:
        return _settled(changes.find(entry.owner_id, ImageId(entry.sk)), moment)
    except (ImageNotFound, NotAwaitedError):
        logger.info("Settled meanwhile", image_id=entry.sk)
        return False


def _settled(image: Image, moment: datetime) -> bool:
    if image.status == "awaiting_upload":
        if arrival := _arrival(image):
            ingest.take_in(arrival)
        elif image.created_at < _expired(moment):
            _give_up(image, MISSING)
        else:
            return False
    elif image.status == "processing":
        if image.created_at < moment - TRIED_FOR:
            _give_up(image, BROKEN_OFF)
        else:
            ingest.take_in(Arrival(uploads.quarantine_key(image), str(image.version_id)))
    return True


def _abandon(entry: Entry) -> bool:
    """Whatever breaks on it, its owner is told, and gets the day's upload back."""
    _give_up(changes.find(entry.owner_id, ImageId(entry.sk)), BROKEN_OFF)
    return True


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
