"""Links to pictures that a browser saves as files."""

from pathlib import PurePath

from splashmy.core import media
from splashmy.core.ids import ImageId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.images import changes
from splashmy.images.records import Image, ImageNotFound, ImageNotReady
from splashmy.results.schemas import Download


def download(image_id: ImageId, caller_id: UserId) -> Download:
    image = changes.see(image_id, caller_id)
    if image.status != "ready" or not image.media_key:
        raise ImageNotReady
    _count(image)
    name = _filename(image, is_owner=image.owner_id == caller_id)
    link = media.url(image.media_key, filename=name)
    return Download(download_url=link, expires_in=settings().download_expires_in, filename=name)


def _count(image: Image) -> None:
    try:
        Image(image.pk, image.sk).update([Image.download_count.add(1)], Image.pk.exists())
    except ConditionFailed:  # erased meanwhile
        raise ImageNotFound from None


def _filename(image: Image, *, is_owner: bool) -> str:
    """Its owner's own name for it, which nobody else learns, with the suffix of its format."""
    stem = PurePath(image.original_filename).stem if is_owner else image.title or "image"
    suffix = "jpg" if image.format == "jpeg" else image.format
    return f"{stem.replace('/', '-')}.{suffix}"
