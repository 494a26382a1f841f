"""From the quarantine to the library: check, make anew, moderate, tag, store.

Every step may be repeated: the same upload makes the same objects, and `library.change` moves the
image from each status only once.
"""

from typing import TYPE_CHECKING, Any

from splashmy.core import log, media, metrics
from splashmy.core.clock import now
from splashmy.core.log import logger
from splashmy.core.settings import settings
from splashmy.images import changes, moderation, quarantine, tags, vocabulary
from splashmy.images.quarantine import Arrival, NotAwaitedError
from splashmy.images.records import Image, ImageNotFound

if TYPE_CHECKING:
    from splashmy.images.pictures import Picture


def take_in(arrival: Arrival) -> None:
    """Settle what becomes of an upload; safe to repeat, and then without effect.

    An error of S3, DynamoDB or Rekognition is raised, for the event to be tried again.
    """
    logger.append_keys(image_id=arrival.image_id)
    try:
        image = changes.change(arrival.owner_id, arrival.image_id, _claimed_by(arrival))
        log.follow(image.correlation_id)
        _settle(image, arrival)
    except (NotAwaitedError, ImageNotFound):
        logger.info("An upload is not awaited")
    quarantine.discard(arrival)


def _claimed_by(arrival: Arrival) -> changes.Edit:
    def edit(image: Image) -> None:
        begun = image.status == "processing" and image.version_id == arrival.version_id
        if image.status != "awaiting_upload" and not begun:
            raise NotAwaitedError
        image.status, image.version_id = "processing", arrival.version_id

    return edit


def _settle(image: Image, arrival: Arrival) -> None:
    upload = quarantine.fetch(arrival)
    outcome, seen = _classified(image, upload.content)
    _conclude(image, outcome, seen)
    metrics.record(metrics.INGEST_LAG, (now() - upload.arrived_at).total_seconds())
    if outcome["status"] == "rejected":
        metrics.record(metrics.MODERATION_REJECTIONS, by="upload")


def _classified(image: Image, content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What becomes of the image, and what is seen on it."""
    from splashmy.images import pictures  # loads Pillow
    from splashmy.imaging.failures import UnusablePicture

    try:
        picture = pictures.normalise(content)
    except UnusablePicture as unusable:
        return {"status": "failed", "failure": unusable.failure}, []
    unsafe, seen = _looked_at(picture)
    outcome = _rejected(unsafe) if unsafe else {"status": "ready"}
    return _stored(image, picture, content) | outcome, seen


def _looked_at(picture: "Picture") -> tuple[list[str], list[dict[str, Any]]]:
    """The labels that forbid the picture, and the tags that it gets."""
    if not settings().content_moderation:
        return [], []
    return moderation.look_at(picture.for_moderation)


def _stored(image: Image, picture: "Picture", content: bytes) -> dict[str, Any]:
    """Put the pictures where they are served from; no URL is made unless the image is ready."""
    folder = f"images/{media.folder(image.owner_id)}/{image.id}"
    objects = {
        "media_key": (f"{folder}/display.{picture.format}", picture.display, picture.content_type),
        "thumbnail_key": (f"{folder}/thumbnail.webp", picture.thumbnail, "image/webp"),
    }
    if settings().keep_originals:
        objects["original_key"] = (f"{folder}/original", content, image.content_type)
    for key, body, content_type in objects.values():
        media.put(key, body, content_type)
    return {
        **{name: key for name, (key, _, _) in objects.items()},
        "stored_bytes": sum(len(body) for _, body, _ in objects.values()),
        "file_size": len(picture.display),
        "content_type": picture.content_type,
        "format": picture.format,
        "width": picture.width,
        "height": picture.height,
        "mask_area": picture.mask_area,
    }


def _rejected(labels: list[str]) -> dict[str, Any]:
    rejection = {"labels": labels, "appealable": True}
    return {"status": "rejected", "rejection": rejection, "in_review": True}


def _conclude(image: Image, outcome: dict[str, Any], seen: list[dict[str, Any]]) -> None:
    """Write the outcome, unless the image was settled or deleted meanwhile."""

    def edit(current: Image) -> None:
        if current.status != "processing" or current.version_id != image.version_id:
            raise NotAwaitedError
        for name, value in outcome.items():
            setattr(current, name, value)
        current.tags = tags.merge(current.tags, seen)
        current.alt_text = current.alt_text or moderation.alt_text(seen)

    vocabulary.learn(changes.change(image.owner_id, image.id, edit))
