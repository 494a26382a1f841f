"""What becomes of an uploaded file: refused, or made anew from its pixels alone."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps
from PIL.Image import Resampling

from splashmy.imaging import bounded, encoding, masks
from splashmy.imaging.decoding import decode
from splashmy.imaging.kinds import Kind

AVATAR_SIDE = 512


@dataclass(frozen=True)
class Picture:
    """The display size and the thumbnail, encoded, without any metadata.

    `mask_area`: the share that it marks when it is used as a mask; see `imaging.masks.area`.
    """

    display: bytes
    thumbnail: bytes
    for_moderation: bytes
    format: str
    width: int
    height: int
    mask_area: float | None

    @property
    def content_type(self) -> str:
        return f"image/{self.format}"


def normalise(content: bytes) -> Picture:
    """Turn a file into what is served, within bounds of time and memory; or UnusablePicture."""
    return bounded.run(make, content)


def make(content: bytes) -> Picture:
    """The same in this process, without bounds."""
    kind, pixels = decode(content)
    format = _served_as(kind, pixels)
    display = encoding.save(pixels, format)
    return Picture(
        display=display,
        thumbnail=encoding.thumbnail(pixels),
        for_moderation=display if format == "JPEG" else encoding.for_moderation(pixels),
        format=format.lower(),
        width=pixels.width,
        height=pixels.height,
        mask_area=masks.area(pixels),
    )


def square(picture: Picture) -> bytes:
    """The middle of a picture, as a WebP of an avatar's size."""
    with Image.open(BytesIO(picture.display)) as display:
        fitted = ImageOps.fit(display, (AVATAR_SIDE, AVATAR_SIDE), Resampling.LANCZOS)
    return encoding.save(fitted, "WEBP")


def _served_as(kind: Kind, pixels: Image.Image) -> str:
    """As it came, if every browser and the provider can read that."""
    if kind in ("HEIC", "AVIF"):
        return "WEBP" if pixels.mode == "RGBA" else "JPEG"
    return {"JPEG": "JPEG", "WEBP": "WEBP"}.get(kind, "PNG")
