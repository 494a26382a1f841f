"""The sizes of a result that are shown, each saying in its metadata that a model made it."""

import io
from dataclasses import dataclass

from PIL import Image

from splashmy.imaging import colour, encoding, sizes

SHOWN_AS = {"quality": 85, "method": 2}
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
    picture = colour.without_hidden_colours(_opened(original))
    return Shown(
        *picture.size,
        display=_webp(picture, sizes.LONGEST_SIDE),
        thumbnail=_webp(picture, encoding.THUMBNAIL_SIDE),
    )


def for_moderation(original: bytes) -> bytes:
    """A JPEG of all that the original's viewers could see."""
    return encoding.for_moderation(_opened(original))


def _opened(original: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(original), formats=["PNG", "JPEG", "WEBP"])
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _webp(picture: Image.Image, side: int) -> bytes:
    return encoding.save(encoding.fitted(picture, side), "WEBP", {**SHOWN_AS, "xmp": AI_GENERATED})
