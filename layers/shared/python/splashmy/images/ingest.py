"""From the quarantine to the library: check, make anew, moderate, tag, store.

Every step may be repeated: the same upload makes the same objects, and `library.change` moves the
image from each status only once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from splashmy import log, metrics
from splashmy.auth import avatars
from splashmy.auth.records import User
from splashmy.ids import now
from splashmy.images import library, recognition, tags, vocabulary
from splashmy.images.recognition import Stored
from splashmy.images.records import Image, ImageNotFound
from splashmy.log import logger
from splashmy.resources import MEDIA, QUARANTINE, client
from splashmy.settings import settings

if TYPE_CHECKING:
    from splashmy.images.pictures import Picture


UNSAFE_AVATAR = {"code": "image_unsafe", "message": "This picture may not be shown to others."}


class NotAwaitedError(Exception):
    """The upload is a second one, too late, or of an image that is gone."""


@dataclass(frozen=True)
class Arrival:
    """One version of an object in the quarantine bucket."""

    key: str
    version_id: str

    @property
    def owner_id(self) -> str:
        return self.key.split("/")[1]

    @property
    def image_id(self) -> str:
        return self.key.split("/")[2]


@dataclass(frozen=True)
class Upload:
    content: bytes
    arrived_at: datetime


def take_in(arrival: Arrival) -> None:
    """Settle what becomes of an upload; safe to repeat, and then without effect.

    An error of S3, DynamoDB or Rekognition is raised, for the event to be tried again.
    """
    logger.append_keys(image_id=arrival.image_id)
    try:
        image = library.change(arrival.owner_id, arrival.image_id, _claimed_by(arrival))
        log.follow(image.correlation_id)
        _settle(image, arrival)
    except (NotAwaitedError, ImageNotFound):
        logger.info("An upload is not awaited")
    _discard(QUARANTINE.id, arrival.key, arrival.version_id)


def take_avatar(arrival: Arrival) -> None:
    """Make an awaited upload its owner's avatar if it may be shown; safe to repeat."""
    if user := avatars.awaiting(arrival.owner_id, arrival.image_id):
        _judge_avatar(user, arrival)
    _discard(QUARANTINE.id, arrival.key, arrival.version_id)


def _judge_avatar(user: User, arrival: Arrival) -> None:
    from splashmy.images import pictures  # loads Pillow

    try:
        picture = pictures.normalise(_uploaded(arrival).content)
    except pictures.UnusablePicture as unusable:
        avatars.refuse(user, arrival.image_id, unusable.failure)
        return
    if settings().content_moderation:
        with _copied(arrival.owner_id, arrival.image_id, picture) as copy:
            if recognition.unsafe_labels(copy):
                metrics.record(metrics.MODERATION_REJECTIONS, by="avatar")
                avatars.refuse(user, arrival.image_id, UNSAFE_AVATAR)
                return
    avatars.accept(user, arrival.image_id, pictures.square(picture))


def _claimed_by(arrival: Arrival) -> library.Edit:
    def edit(image: Image) -> None:
        begun = image.status == "processing" and image.version_id == arrival.version_id
        if image.status != "awaiting_upload" and not begun:
            raise NotAwaitedError
        image.status, image.version_id = "processing", arrival.version_id

    return edit


def _settle(image: Image, arrival: Arrival) -> None:
    upload = _uploaded(arrival)
    outcome, seen = _judged(image, upload.content)
    _conclude(image, outcome, seen)
    metrics.record(metrics.INGEST_LAG, (now() - upload.arrived_at).total_seconds())
    if outcome["status"] == "rejected":
        metrics.record(metrics.MODERATION_REJECTIONS, by="upload")


def _judged(image: Image, content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What becomes of the image, and what is seen on it."""
    from splashmy.images import pictures  # loads Pillow

    try:
        picture = pictures.normalise(content)
    except pictures.UnusablePicture as unusable:
        return {"status": "failed", "failure": unusable.failure}, []
    unsafe, seen = _looked_at(image, picture)
    verdict = _rejected(unsafe) if unsafe else {"status": "ready"}
    return _stored(image, picture, content) | verdict, seen


def _uploaded(arrival: Arrival) -> Upload:
    stored = client("s3").get_object(
        Bucket=QUARANTINE.id, Key=arrival.key, VersionId=arrival.version_id
    )
    return Upload(bytes(stored["Body"].read()), stored["LastModified"])


def _looked_at(image: Image, picture: "Picture") -> tuple[list[str], list[dict[str, Any]]]:
    """The labels that forbid the picture, and the tags that it gets."""
    if not settings().content_moderation:
        return [], []
    with _copied(image.owner_id, image.id, picture) as copy:
        return recognition.unsafe_labels(copy), recognition.automatic_tags(copy)


@contextmanager
def _copied(owner_id: str, picture_id: str, picture: "Picture") -> Iterator[Stored]:
    """A copy for Rekognition to fetch; one that it failed on is emptied by the bucket."""
    key = f"moderation/{owner_id}/{picture_id}"
    put = client("s3").put_object(
        Bucket=QUARANTINE.id, Key=key, Body=picture.for_moderation, ContentType="image/jpeg"
    )
    yield Stored(QUARANTINE, key, put["VersionId"])
    _discard(QUARANTINE.id, key, put["VersionId"])


def _stored(image: Image, picture: "Picture", content: bytes) -> dict[str, Any]:
    """Put the pictures where they are served from; no URL is made unless the image is ready."""
    folder = f"images/{image.owner_id}/{image.id}"
    objects = {
        "media_key": (f"{folder}/display.{picture.format}", picture.display, picture.content_type),
        "thumbnail_key": (f"{folder}/thumbnail.webp", picture.thumbnail, "image/webp"),
    }
    if settings().keep_originals:
        objects["original_key"] = (f"{folder}/original", content, image.content_type)
    for key, body, content_type in objects.values():
        client("s3").put_object(Bucket=MEDIA.id, Key=key, Body=body, ContentType=content_type)
    return {
        **{name: key for name, (key, _, _) in objects.items()},
        "stored_bytes": sum(len(body) for _, body, _ in objects.values()),
        "file_size": len(picture.display),
        "content_type": picture.content_type,
        "format": picture.format,
        "width": picture.width,
        "height": picture.height,
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
        current.alt_text = current.alt_text or recognition.alt_text(seen)

    vocabulary.learn(library.change(image.owner_id, image.id, edit))


def _discard(bucket: str, key: str, version_id: str) -> None:
    client("s3").delete_object(Bucket=bucket, Key=key, VersionId=version_id)
