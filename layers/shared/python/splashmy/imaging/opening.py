"""Each kind of file with its header read and nothing decoded yet."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from splashmy.core.settings import settings
from splashmy.imaging import icc_profiles, jpeg, png, sizes, webp
from splashmy.imaging.failures import UnusablePicture, too_complex
from splashmy.imaging.kinds import Kind
from splashmy.imaging.sizes import Size

MOST_SCANS = 100
NCLX = b"colrnclx"


@dataclass(frozen=True)
class Source:
    """`load` decodes. `exif` tells the orientation, and is None where the decoder has turned the
    picture itself. `grey_depth`: the bits of a grey PNG's samples.
    """

    size: Size
    load: Callable[[], Image.Image]
    frames: int = 1
    exif: bytes | None = None
    profile: bytes | None = None
    grey_depth: int = 8


def open_file(kind: Kind, content: bytes) -> Source:
    """Raises UnusablePicture, or whatever a decoder makes of a broken header."""
    return OPENED[kind](content)


def require_few_pixels(size: Size) -> None:
    if size[0] * size[1] > settings().max_pixels:
        most = settings().max_pixels // 1_000_000
        raise UnusablePicture(
            "image_too_large",
            f"At most {most} megapixels can be used. Please make the image smaller.",
        )


def _jpeg(content: bytes) -> Source:
    if jpeg.has_more_scans(content, MOST_SCANS):
        raise too_complex()
    # A camera may put further pictures behind the first (MPO): this reads the first alone.
    image = JpegImagePlugin.JpegImageFile(BytesIO(content))
    info = image.info
    return Source(
        image.size,
        lambda: _decoded_smaller(image),
        exif=info.get("exif"),
        profile=info.get("icc_profile"),
    )


def _decoded_smaller(image: JpegImagePlugin.JpegImageFile) -> Image.Image:
    """Let the decoder skip what the display size does not need."""
    width, height = image.size
    if divisor := sizes.fraction(image.size):
        image.draft(None, (width // divisor, height // divisor))
    else:
        image.draft(None, sizes.display_size(image.size))
    return image


def _png(content: bytes) -> Source:
    read = png.read(content)
    image = PngImagePlugin.PngImageFile(BytesIO(read.essential))
    profile = icc_profiles.of_png(read)
    return Source(image.size, lambda: image, read.frames, read.exif, profile, read.depth)


def _gif(content: bytes) -> Source:
    image = GifImagePlugin.GifImageFile(BytesIO(content))
    return Source(image.size, lambda: image, 2 if image.is_animated else 1)


def _webp(content: bytes) -> Source:
    if size := webp.canvas(content):
        require_few_pixels(size)
    image = WebPImagePlugin.WebPImageFile(BytesIO(content))
    info = image.info
    return Source(
        image.size, lambda: image, image.n_frames, info.get("exif"), info.get("icc_profile")
    )


def _avif(content: bytes) -> Source:
    image = AvifImagePlugin.AvifImageFile(BytesIO(_without_exif(content)))
    turned = image.info.get("exif")  # made by Pillow from what the container says
    profile = _profile(image.info, content)
    return Source(image.size, lambda: image, image.n_frames, turned, profile)


def _heic(content: bytes) -> Source:
    """The first of its pictures."""
    import pi_heif  # a decoder of its own, which no other file needs

    image = pi_heif.open_heif(BytesIO(_without_exif(content)))
    return Source(image.size, image.to_pillow, profile=_profile(image.info, content))


def _without_exif(content: bytes) -> bytes:
    """Here the container itself says how to turn the picture; a broken EXIF must not matter."""
    head, separator, data = content.partition(b"mdat")
    return head.replace(b"Exif", b"none") + separator + data


def _profile(info: dict[Any, Any], content: bytes) -> bytes | None:
    """The profile, or one made of the numbers of primaries and transfer that stand in its place."""
    if profile := info.get("icc_profile"):
        return bytes(profile)
    _, found, numbers = content.partition(NCLX)
    if not found:
        return None
    primaries, transfer = (int.from_bytes(numbers[at : at + 2], "big") for at in (0, 2))
    return icc_profiles.of_codes(primaries, transfer)


OPENED: dict[Kind, Callable[[bytes], Source]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": _webp,
    "HEIC": _heic,
    "AVIF": _avif,
}
