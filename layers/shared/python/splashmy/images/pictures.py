"""What becomes of an uploaded file: refused on its header, or made anew from its pixels alone."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.Image import Resampling, Transpose

from splashmy.core.log import logger
from splashmy.core.settings import settings

# What decoders make of broken files: Pillow promises no one kind of error.
DAMAGE = (
    ArithmeticError,
    EOFError,
    Image.DecompressionBombError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 400
AVATAR_SIDE = 512
SHORTEST_SIDE = 80
GREY = (128, 128, 128)
SERVED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
SAVING = {
    "JPEG": {"quality": 90},
    "PNG": {},
    "WEBP": {"quality": 90},
}
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


class UnusablePicture(Exception):
    """Why a file cannot become an image, for its owner."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.failure = {"code": code, "message": message}


@dataclass(frozen=True)
class Picture:
    """The display size and the thumbnail, encoded, without any metadata."""

    display: bytes
    thumbnail: bytes
    for_moderation: bytes
    format: str
    width: int
    height: int

    @property
    def content_type(self) -> str:
        return f"image/{self.format}"


def normalise(content: bytes) -> Picture:
    """Turn a file into what is served, or raise UnusablePicture.

    Needs about 10 bytes a pixel for a PNG, less for a JPEG, which is decoded at a smaller scale.
    """
    try:
        with _opened(content) as source:
            _refuse_on_header(source)
            pixels = _pixels(source)
            return _encoded(pixels, SERVED_AS[str(source.format)])
    except DAMAGE as error:
        logger.warning("A picture cannot be decoded", exc_info=error)
        raise UnusablePicture(
            "image_unreadable", "The file is damaged. Please upload it again or use another one."
        ) from error


def square(picture: Picture) -> bytes:
    """The middle of a picture, as a WebP of an avatar's size."""
    with Image.open(BytesIO(picture.display)) as display:
        fitted = ImageOps.fit(display, (AVATAR_SIDE, AVATAR_SIDE), Resampling.LANCZOS)
    return _saved(fitted, "WEBP", quality=90)


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=["JPEG", "PNG", "GIF", "WEBP"])
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        message = "The file is not a JPEG, PNG, GIF or WebP picture."
        raise UnusablePicture("image_not_recognized", message) from None


def _refuse_on_header(picture: Image.Image) -> None:
    if picture.width * picture.height > settings().max_pixels:
        raise _too_many_pixels()
    if min(picture.size) < SHORTEST_SIDE:
        message = f"Both sides must have {SHORTEST_SIDE} pixels or more."
        raise UnusablePicture("image_too_small", message)
    # A camera's MPO is a JPEG with further pictures behind it: only the first is taken.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise UnusablePicture(
            "image_animated", "Animated images cannot be used. Please upload a still image."
        )


def _too_many_pixels() -> UnusablePicture:
    most = settings().max_pixels // 1_000_000
    return UnusablePicture("image_too_large", f"At most {most} megapixels can be used.")


def _pixels(source: Image.Image) -> Image.Image:
    """Small, upright, sRGB, in RGB or RGBA, and with nothing of the file but its pixels."""
    orientation = source.getexif().get(ExifTags.Base.Orientation)
    profile = source.info.get("icc_profile")
    _decode_smaller(source)
    picture = _in_eight_bits(source)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.LANCZOS, reducing_gap=2.0)
    picture = _in_srgb(picture, profile)
    if orientation in UPRIGHT:
        picture = picture.transpose(UPRIGHT[orientation])
    picture.info = {}
    return picture


def _decode_smaller(source: Image.Image) -> None:
    """JPEG only: let the decoder skip what the display size does not need."""
    scale = LONGEST_SIDE / max(source.size)
    if scale < 1:
        source.draft(None, (int(source.width * scale), int(source.height * scale)))


def _in_eight_bits(source: Image.Image) -> Image.Image:
    if source.mode.startswith(("I", "F")):
        return source.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if source.mode in ("RGB", "RGBA", "CMYK", "L") and not source.has_transparency_data:
        source.load()
        return source
    return source.convert("RGBA" if source.has_transparency_data else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return converted or picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            logger.info("A colour profile is not usable", exc_info=error)
    return picture.convert(mode)


def _encoded(pixels: Image.Image, format: str) -> Picture:
    thumbnail = pixels.copy()
    thumbnail.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Resampling.LANCZOS)
    return Picture(
        display=_saved(pixels, format, **SAVING[format]),
        thumbnail=_saved(thumbnail, "WEBP", quality=80),
        for_moderation=_saved(_on_grey(pixels), "JPEG", quality=90),
        format=format.lower(),
        width=pixels.width,
        height=pixels.height,
    )


def _on_grey(pixels: Image.Image) -> Image.Image:
    """Opaque, so that neither white nor black hides in transparency, and 80 pixels a side."""
    width, height = (max(SHORTEST_SIDE, side) for side in pixels.size)
    canvas = Image.new("RGB", (width, height), GREY)
    canvas.paste(pixels, mask=pixels if pixels.mode == "RGBA" else None)
    return canvas


def _saved(picture: Image.Image, format: str, **options: int) -> bytes:
    file = BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()
