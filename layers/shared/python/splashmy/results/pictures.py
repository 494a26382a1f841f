"""The sizes of a result that are shown, each saying in its metadata that a model made it."""

import io
from dataclasses import dataclass

from PIL import Image

DISPLAY_SIDE = 2048
THUMBNAIL_SIDE = 400
WEBP_QUALITY = 85
JPEG_QUALITY = 90
# IPTC's digital source type, as XMP: https://iptc.org/std/photometadata/specification/
AI_GENERATED = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@dataclass(frozen=True)
class Shown:
    width: int
    height: int
    display: bytes
    thumbnail: bytes


def shown(original: bytes) -> Shown:
    """WebP of at most 2048 and 400 pixels a side; width and height are the original's."""
    picture = _opened(original)
    return Shown(
        *picture.size,
        display=_webp(picture, DISPLAY_SIDE),
        thumbnail=_webp(picture, THUMBNAIL_SIDE),
    )


def for_moderation(original: bytes) -> bytes:
    """A JPEG that Rekognition takes inline (5 MB): transparency on white, at most 2048 pixels."""
    picture = _opened(original).convert("RGBA")
    picture.thumbnail((DISPLAY_SIDE, DISPLAY_SIDE))
    canvas = Image.new("RGBA", picture.size, "white")
    canvas.alpha_composite(picture)
    content = io.BytesIO()
    canvas.convert("RGB").save(content, "JPEG", quality=JPEG_QUALITY)
    return content.getvalue()


def _opened(original: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(original), formats=["PNG", "JPEG", "WEBP"])
    picture.load()
    return picture


def _webp(picture: Image.Image, side: int) -> bytes:
    small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    small.save(content, "WEBP", quality=WEBP_QUALITY, xmp=AI_GENERATED)
    return content.getvalue()
