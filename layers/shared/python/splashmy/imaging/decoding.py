"""From a file to upright pixels of the display size; refused on its header where that is enough."""

import warnings

from PIL import ExifTags, Image
from PIL.Image import Resampling, Transpose

from splashmy.core.log import logger
from splashmy.imaging import colour, completeness, kinds, opening, sizes
from splashmy.imaging.failures import DAMAGE, UnusablePicture
from splashmy.imaging.kinds import Kind
from splashmy.imaging.opening import Source

SHORTEST_SIDE = 80  # Rekognition takes no smaller pictures
WIDEST_RATIO = 20
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def decode(content: bytes) -> tuple[Kind, Image.Image]:
    """Small, upright, sRGB, in RGB or RGBA, and with nothing of the file but its pixels.

    Raises UnusablePicture. Needs about 10 bytes a pixel for a PNG, less for a JPEG, which is
    decoded at a smaller scale.
    """
    kind = _kind(content)
    try:
        with warnings.catch_warnings(action="ignore"):  # Pillow's, of what a file lacks
            source = opening.open_file(kind, content)
            _refuse_on_header(source)
            return kind, _pixels(source)
    except DAMAGE as error:
        logger.warning("A picture cannot be decoded", kind=kind, exc_info=error)
        raise _broken(kind, content) from error


def orientation(exif: bytes | None) -> int:
    """1, upright, where the EXIF says nothing that can be understood; XMP is not asked."""
    tags = Image.Exif()
    try:
        tags.load(exif or b"")
        value = tags.get(ExifTags.Base.Orientation)
    except DAMAGE:
        return 1
    return value if isinstance(value, int) else 1


def _kind(content: bytes) -> Kind:
    if kind := kinds.kind_of(content):
        return kind
    known = kinds.foreign(content)
    message = known.refusal if known else kinds.NOT_A_PICTURE
    raise UnusablePicture("image_not_recognized", message)


def _broken(kind: Kind, content: bytes) -> UnusablePicture:
    if completeness.is_cut_off(kind, content):
        message = "The file is incomplete. Please upload it again."
        return UnusablePicture("image_incomplete", message)
    message = "The file is damaged. Please upload it again or use another one."
    return UnusablePicture("image_unreadable", message)


def _refuse_on_header(source: Source) -> None:
    opening.require_few_pixels(source.size)
    if min(source.size) < SHORTEST_SIDE:
        message = f"Both sides must have {SHORTEST_SIDE} pixels or more."
        raise UnusablePicture("image_too_small", message)
    if max(source.size) > WIDEST_RATIO * min(source.size):
        message = f"No side may be over {WIDEST_RATIO} times as long as the other. Please crop it."
        raise UnusablePicture("image_too_narrow", message)
    if source.frames > 1:
        message = "Animated images cannot be used. Please upload a still image."
        raise UnusablePicture("image_animated", message)


def _pixels(source: Source) -> Image.Image:
    picture = _shrunk(colour.in_eight_bits(source.load(), source.grey_depth), source)
    picture = colour.in_srgb(picture, source.profile)
    if turn := UPRIGHT.get(orientation(source.exif)):
        picture = picture.transpose(turn)
    picture.info = {}
    return colour.without_hidden_colours(picture)


def _shrunk(picture: Image.Image, source: Source) -> Image.Image:
    """To the display size of the original, whatever the decoder has made smaller already."""
    target = sizes.display_size(source.size)
    if picture.size == target:
        return picture
    if picture.size == source.size and (divisor := sizes.fraction(source.size)):
        return picture.reduce(divisor)
    return picture.resize(target, Resampling.LANCZOS, reducing_gap=2.0)
