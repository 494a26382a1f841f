"""Masks: black and white or transparent, as people draw them; alpha, as the provider takes them."""

from io import BytesIO

from PIL import Image, ImageChops
from PIL.Image import Resampling

from splashmy.imaging import encoding
from splashmy.imaging.sizes import Size, within

HALF = 128
COLOURFUL = 64  # how far apart the channels of a pixel may be
MOST_COLOURFUL = 0.05  # of all pixels: the edge of a brush, or what JPEG makes of it
SAMPLE_SIDE = 256
LEAST = 0.0001  # that a share is rounded to: more than nothing


def area(picture: Image.Image) -> float | None:
    """The share of a picture that it marks to be painted, from 0 to 1; None if it is no mask.

    What is transparent is painted. In a picture where nothing is, white is, and that must be black
    and white but for 5 % of its pixels.
    """
    if not _has_holes(picture) and _colourful_share(picture) > MOST_COLOURFUL:
        return None
    marked = _marked(picture)
    share = marked.histogram()[255] / (marked.width * marked.height)
    return max(LEAST, round(share, 4)) if share else 0.0


def as_alpha(content: bytes, size: Size) -> bytes:
    """A PNG of this size, wholly transparent where to paint and wholly opaque elsewhere."""
    with Image.open(BytesIO(content)) as picture:
        marked = _marked(picture)
    if marked.size != size:
        marked = marked.resize(size, Resampling.BILINEAR).point(_upper_half)
    mask = Image.new("RGBA", size)
    mask.putalpha(ImageChops.invert(marked))
    return encoding.save(mask, "PNG")


def fitted(content: bytes, *, photo: bytes) -> bytes:
    """The same of the photo's size."""
    with Image.open(BytesIO(photo)) as picture:
        return as_alpha(content, picture.size)


def _has_holes(picture: Image.Image) -> bool:
    return picture.has_transparency_data and _transparent(picture).getbbox() is not None


def _marked(picture: Image.Image) -> Image.Image:
    """255 where to paint, 0 elsewhere."""
    if _has_holes(picture):
        return _transparent(picture)
    return picture.convert("RGB").convert("L").point(_upper_half)


def _transparent(picture: Image.Image) -> Image.Image:
    return ImageChops.invert(picture.convert("RGBA").getchannel("A").point(_upper_half))


def _upper_half(value: float) -> float:
    return 255 if value >= HALF else 0


def _colourful_share(picture: Image.Image) -> float:
    size = within(picture.size, SAMPLE_SIDE)
    red, green, blue = picture.resize(size, Resampling.NEAREST).convert("RGB").split()
    highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
    spread = ImageChops.subtract(highest, lowest).histogram()
    return sum(spread[COLOURFUL:]) / sum(spread)
