"""Pixels as the files that are served, and the copy that is moderated."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.Image import Resampling

from splashmy.imaging import sizes

THUMBNAIL_SIDE = 400
VIEW_SIDE = 1024  # where three views go into one picture
# Measured in docs/measurements.md: what a further step costs in time and saves in bytes.
JPEG: Mapping[str, Any] = {"quality": 90, "progressive": True, "optimize": True}
PNG: Mapping[str, Any] = {"compress_level": 4}
WEBP: Mapping[str, Any] = {"quality": 90, "method": 2}
THUMBNAIL: Mapping[str, Any] = {"quality": 80, "method": 2}
SAVING = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}


def save(picture: Image.Image, format: str, options: Mapping[str, Any] | None = None) -> bytes:
    file = BytesIO()
    picture.save(file, format, **(SAVING[format] if options is None else options))
    return file.getvalue()


def fitted(picture: Image.Image, side: int, gap: float = 2.0) -> Image.Image:
    """In proportion, with no side over `side` pixels; the same picture if it fits already.

    `gap`: how much is left to the fine filter after whole pixels were averaged.
    """
    size = sizes.within(picture.size, side)
    if size == picture.size:
        return picture
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=gap)


def thumbnail(picture: Image.Image) -> bytes:
    return save(fitted(picture, THUMBNAIL_SIDE, gap=1.25), "WEBP", THUMBNAIL)


def for_moderation(picture: Image.Image) -> bytes:
    """A JPEG of all that any viewer could see, of less than 5 MB: Rekognition takes it inline.

    Of a picture with transparency there are three views: on white, on black, and its colours alone,
    as a program shows them that ignores transparency.
    """
    views = _views(picture)
    side = sizes.LONGEST_SIDE if len(views) == 1 else VIEW_SIDE
    fit = [fitted(view, side) for view in views]
    sheet = fit[0] if len(fit) == 1 else _side_by_side(fit)
    return save(sheet, "JPEG", {"quality": 90})


def is_transparent(picture: Image.Image) -> bool:
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] != 255


def _views(picture: Image.Image) -> list[Image.Image]:
    colours = picture.convert("RGB")
    if not is_transparent(picture):
        return [colours]
    return [_on(picture, "white"), _on(picture, "black"), colours]


def _on(picture: Image.Image, background: str) -> Image.Image:
    canvas = Image.new("RGB", picture.size, background)
    canvas.paste(picture, mask=picture)
    return canvas


def _side_by_side(views: list[Image.Image]) -> Image.Image:
    """Along the shorter side, so that the whole is as square as it can be."""
    width, height = views[0].size
    across, down = (width, 0) if width < height else (0, height)
    last = len(views) - 1
    sheet = Image.new("RGB", (width + across * last, height + down * last))
    for number, view in enumerate(views):
        sheet.paste(view, (number * across, number * down))
    return sheet
