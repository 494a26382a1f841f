"""Images as ingest would have stored them."""

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

from PIL import Image as Pillow

from splashmy.core import media, resources
from splashmy.core.clock import now
from splashmy.core.ids import ImageId, new_id
from splashmy.images import changes, lists, tags
from splashmy.images.records import Entry, Image, Tally
from splashmy.imaging import masks
from tests.users import Account

BLUE = (30, 120, 200)


def picture(
    colour: tuple[int, ...] = BLUE, size: tuple[int, int] = (256, 256), format: str = "PNG"
) -> bytes:
    content = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Pillow.new(mode, size, colour).save(content, format)
    return content.getvalue()


def a_ready_image(owner: Account, content: bytes | None = None, **given: Any) -> Image:
    """A small picture in the media bucket, its record and its places in the lists."""
    stored = content or picture()
    image = _image(owner, stored, given)
    resources.client("s3").put_object(
        Bucket=resources.MEDIA.id, Key=str(image.media_key), Body=stored
    )
    return changes.add(image, lambda _: None)


def a_library(
    owner: Account, size: int, *, title: Callable[[int], str], **given: Any
) -> list[Image]:
    """Many ready images of somebody who has none, oldest first, all with the tag "wide"."""
    stored, given = picture(), {"tags": tags.manual(["wide"]), **given}
    made = [_image(owner, stored, {"title": title(number), **given}) for number in range(size)]
    lengths = Counter(name for image in made for name in lists.of(image))
    with Image.batch_write() as batch:
        for image in made:
            batch.save(image)
    with Entry.batch_write() as entries:
        for image in made:
            for name in lists.of(image):
                entries.save(Entry(name, image.id, owner_id=owner.id))
    for name, length in lengths.items():
        Tally(*Tally.key(name)).update([Tally.length.add(length)])
    return made


def _image(owner: Account, stored: bytes, given: dict[str, Any]) -> Image:
    id, moment = new_id(str), now()
    key = f"images/{media.folder(owner.id)}/{id}/display.png"
    shown = Pillow.open(io.BytesIO(stored))
    values: dict[str, Any] = {
        "id": id,
        "owner_id": owner.id,
        "owner_username": owner.username,
        "original_filename": "picture.png",
        "content_type": "image/png",
        "file_size": len(stored),
        "width": shown.width,
        "height": shown.height,
        "mask_area": masks.area(shown),
        "format": "png",
        "status": "ready",
        "media_key": key,
        "thumbnail_key": key,
        "upload_day": f"{moment:%Y-%m-%d}",
        "created_at": moment,
        "updated_at": moment,
    }
    pk, sk = Image.key(owner.id, ImageId(id))
    return Image(pk, sk, **{**values, **given})


def a_rejected_image(owner: Account, **given: Any) -> Image:
    """Refused by the machine, and waiting for a person."""
    rejection = {"labels": ["Violence"], "appealable": True}
    return a_ready_image(owner, status="rejected", rejection=rejection, in_review=True, **given)


def break_off(image: Image, **moves: int) -> None:
    """As if an edit broke off before it moved the image between its searches by these words."""
    pending = {lists.of_word(image.owner_id, word): step for word, step in moves.items()}
    Image(image.pk, image.sk).update([Image.pending_lists.set(pending)])
    Entry(lists.HALF_LISTED, image.id, owner_id=image.owner_id).save()
