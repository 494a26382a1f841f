"""Uploads: the daily limit, the form that S3 takes, and what becomes of those that never come."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from splashmy.core import log
from splashmy.core.clock import day, next_midnight, now, seconds_until
from splashmy.core.errors import Conflict, TooManyRequests
from splashmy.core.ids import ImageId, ReservedId, UserId
from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import QUARANTINE, client
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction
from splashmy.identity.caller import SignedIn
from splashmy.identity.limits import daily_uploads
from splashmy.images import changes, tags
from splashmy.images.records import Image, ImageNotFound, UploadDay

DAY_KEPT_FOR = timedelta(days=8)


class DailyUploadLimitReached(TooManyRequests):
    message = "Daily upload limit reached; it resets at midnight UTC."


class UploadDeleted(Conflict):
    message = "This upload was deleted meanwhile. Please send another Idempotency-Key."


def reserve(
    caller: SignedIn,
    new_id: ReservedId,
    *,
    filename: str,
    content_type: str,
    size: int,
    title: str,
    description: str,
    tag_names: Sequence[str],
    is_public: bool,
) -> Image:
    """Take one of the day's uploads for an image that is yet to come, once for an id.

    Raises `DailyUploadLimitReached` and `UploadDeleted`.
    """
    image_id, moment = ImageId(new_id.value), now()
    if new_id.is_repeated and (known := _find(caller.id, image_id)):
        return known
    pk, sk = Image.key(caller.id, image_id)
    image = Image(
        pk,
        sk,
        id=image_id,
        owner_id=caller.id,
        owner_username=caller.user.username if caller.user else caller.username,
        original_filename=filename,
        content_type=content_type,
        file_size=size,
        title=title,
        description=description,
        tags=tags.manual(tag_names),
        is_public=is_public,
        upload_day=day(moment),
        correlation_id=log.correlation_id(),
        created_at=moment,
        updated_at=moment,
    )
    limit = daily_uploads(caller.user)
    try:
        added = changes.add(image, lambda transaction: _take(transaction, image, limit))
    except ConditionFailed as failed:
        if not failed.concerns(UploadDay):
            raise
        wait = seconds_until(next_midnight(moment), moment)
        raise DailyUploadLimitReached(retry_after=wait) from None
    logger.info("Upload announced", image_id=image_id)
    return added


def _find(owner_id: UserId, image_id: ImageId) -> Image | None:
    """What an earlier attempt has made. Its record stays for a while after it was deleted, so that
    its key can make nothing any more.
    """
    try:
        image = changes.find(owner_id, image_id, deleted_too=True)
    except ImageNotFound:
        return None
    if image.is_deleted:
        raise UploadDeleted
    return image


def _take(transaction: Transaction, image: Image, limit: int) -> None:
    used = UploadDay(*UploadDay.key(image.owner_id, image.upload_day))
    forgotten_at = int((image.created_at + DAY_KEPT_FOR).timestamp())
    transaction.update(
        used,
        [UploadDay.used.add(1), UploadDay.expires_at.set(forgotten_at)],
        UploadDay.used.does_not_exist() | (UploadDay.used < limit),
    )


def give_back(transaction: Transaction, image: Image) -> None:
    """Return the day's upload: in the transaction that gives the image up, so only once."""
    used = UploadDay(*UploadDay.key(image.owner_id, image.upload_day))
    transaction.update(used, [UploadDay.used.add(-1)])


def quarantine_key(image: Image) -> str:
    return f"uploads/{image.owner_id}/{image.id}"


def form(image: Image) -> dict[str, Any]:
    """S3's presigned POST: this key, this content type, this many bytes at most."""
    known = settings()
    presigned: dict[str, Any] = client("s3").generate_presigned_post(
        QUARANTINE.id,
        quarantine_key(image),
        Fields={"Content-Type": image.content_type},
        Conditions=[
            {"Content-Type": image.content_type},
            ["content-length-range", 1, known.max_upload_size],
        ],
        ExpiresIn=known.upload_expires_in,
    )
    return presigned | {"expires_in": known.upload_expires_in}
