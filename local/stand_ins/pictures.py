"""The pictures that the preview makes, and how it says in them what they are."""

import base64
import io
import os
import threading

from PIL import Image, ImageEnhance
from PIL.PngImagePlugin import PngInfo

from local.stand_ins import painter
from local.stand_ins.openai_requests import Asked, Parameters

SOFTWARE = "SplashMy local preview, not OpenAI"
_SOFTWARE_TAG = 0x0131  # of EXIF

# "yes" where nobody looks at the pictures, as in the tests: painted small, and enlarged.
SKETCHED = "LOCAL_PICTURES_SKETCHED"
_SKETCH = 4  # times smaller each way

_painting = threading.BoundedSemaphore(2)


def paint(asked: Asked, variation: int = 0) -> Image.Image:
    size = asked.parameters.pixels(asked.photos[0] if asked.photos else None)
    with _painting:
        picture = _painted(asked, _painted_size(size))
    return _varied(picture, variation).resize(size, Image.Resampling.NEAREST)


def _painted_size(size: painter.Size) -> painter.Size:
    width, height = size
    is_sketched = os.environ.get(SKETCHED) == "yes"
    return (width // _SKETCH, height // _SKETCH) if is_sketched else size


def _painted(asked: Asked, size: painter.Size) -> Image.Image:
    prompt, transparent = asked.parameters.prompt, asked.parameters.transparent
    if not asked.photos:
        return painter.imagine(prompt, size, transparent=transparent)
    photo = asked.photos[0]
    return painter.transform(photo, prompt, size, mask=asked.mask, transparent=transparent)


def unsafe(asked: Asked) -> Image.Image:
    """What the Rekognition stand-in finds unsafe."""
    photo = asked.photos[0] if asked.photos else None
    return Image.new("RGB", asked.parameters.pixels(photo), (255, 0, 0))


def unfinished(picture: Image.Image, step: int) -> Image.Image:
    """The picture as a partial image shows it: the finer, the later the step."""
    scale = 2 ** (6 - step)
    small = picture.resize((max(1, picture.width // scale), max(1, picture.height // scale)))
    return small.resize(picture.size, Image.Resampling.BICUBIC)


def encode(picture: Image.Image, parameters: Parameters) -> str:
    content = io.BytesIO()
    quality = max(1, min(95, parameters.output_compression))
    exif = software_tag()
    match parameters.output_format:
        case "jpeg":
            picture.convert("RGB").save(content, "JPEG", quality=quality, exif=exif)
        case "webp":
            picture.save(content, "WEBP", quality=quality, exif=exif)
        case _:
            picture.save(content, "PNG", pnginfo=_png_text(), compress_level=3)
    return base64.b64encode(content.getvalue()).decode()


def software_tag() -> Image.Exif:
    exif = Image.Exif()
    exif[_SOFTWARE_TAG] = SOFTWARE
    return exif


def _png_text() -> PngInfo:
    text = PngInfo()
    text.add_text("Software", SOFTWARE)
    return text


def _varied(picture: Image.Image, variation: int) -> Image.Image:
    if variation == 0:
        return picture
    brighter = ImageEnhance.Brightness(picture).enhance(1 + 0.04 * variation)
    return ImageEnhance.Color(brighter).enhance(1 + 0.25 * variation)
