"""Pictures of every structure, with something private wherever a file can carry it."""

import random
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from tests.functions.images.uploading import encoded
from tests.imaging.making import chunk, gradient

PRIVATE = b"canary-41.40N-2.17E"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF")
XMP = b"<x:xmpmeta>" + PRIVATE + b"</x:xmpmeta>"
STRUCTURES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "JPEG": [
        ("RGB", {}),
        ("RGB", {"progressive": True}),
        ("RGB", {"subsampling": 0, "restart_marker_rows": 2}),
        ("L", {}),
        ("CMYK", {}),
    ],
    "PNG": [("RGB", {}), ("RGBA", {}), ("P", {"transparency": 3}), ("I;16", {}), ("LA", {})],
    "GIF": [("P", {}), ("P", {"transparency": 3}), ("L", {"interlace": 1})],
    "WEBP": [("RGB", {}), ("RGBA", {}), ("RGBA", {"lossless": True}), ("RGB", {"lossless": True})],
    "HEIF": [("RGB", {}), ("RGBA", {})],
    "AVIF": [("RGB", {}), ("RGBA", {})],
}


def carriers(format: str) -> list[bytes]:
    return [_carrier(format, mode, options) for mode, options in STRUCTURES[format]]


def mutated(format: str, number: int, seed: int) -> Iterator[bytes]:
    """The carriers with bits turned, lengths made up, and bytes lost, doubled or slipped in."""
    dice = random.Random(f"{format} {seed}")  # noqa: S311 the same in every run
    whole = carriers(format)
    for _ in range(number):
        content = bytearray(dice.choice(whole))
        for _ in range(dice.choice([1, 1, 4, 16])):
            _mutate(content, dice.choice(whole), dice)
        yield bytes(content)


def _mutate(content: bytearray, other: bytes, dice: random.Random) -> None:
    """Of `other`, a piece may come in."""
    # Half of the time in the first bytes, where most of the structure is.
    at = dice.randrange(dice.choice([len(content), min(400, len(content))]) or 1)
    length = dice.choice([1, 2, 4, 8, 64])
    match dice.randrange(7):
        case 0 | 1:
            content[at : at + 1] = bytes([(content[at : at + 1] or b"\0")[0] ^ 1 << length % 8])
        case 2:
            del content[at : at + length]
        case 3:
            content[at:at] = dice.randbytes(length)
        case 4:
            content[at : at + 4] = dice.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
        case 5:
            content[at:at] = other[at : at + 8 * length]
        case _:
            del content[max(at, 12) + 64 * length :]


def _carrier(format: str, mode: str, options: dict[str, Any]) -> bytes:
    picture = _picture(mode)
    if format == "JPEG":
        content = encoded(picture, format, exif=_exif(), comment=PRIVATE, xmp=XMP, **options)
        photoshop = b"Photoshop 3.0\0" + PRIVATE
        length = (len(photoshop) + 2).to_bytes(2, "big")
        return content[:2] + b"\xff\xed" + length + photoshop + content[2:] + PRIVATE
    if format == "PNG":
        content = encoded(picture, format, pnginfo=_texts(), exif=_exif(), **options)
        private = chunk(b"prVt", PRIVATE) + chunk(b"iCCP", b"icc\0\0" + zlib.compress(_profile()))
        return content[:33] + private + content[33:] + PRIVATE
    if format == "GIF":
        return encoded(picture, format, comment=PRIVATE, **options) + PRIVATE
    more = {"exif": _exif(), "xmp": XMP, "icc_profile": _profile()}
    return encoded(picture, format, **more, **options) + PRIVATE


def _picture(mode: str) -> Image.Image:
    across, down = gradient(), gradient().rotate(180)
    colours = Image.merge("RGB", (across.getchannel(0), down.getchannel(0), across.getchannel(0)))
    if mode in ("RGBA", "LA"):
        colours.putalpha(down.getchannel(0))
        return colours.convert(mode)
    return across.convert("L").convert(mode) if mode == "I;16" else colours.convert(mode)


def _exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Copyright] = PRIVATE.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = PRIVATE
    return exif.tobytes()


def _profile() -> bytes:
    """An sRGB profile, and private bytes behind it; of no date, or each second had other files."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + bytes(12) + made[36:] + PRIVATE


def _texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", PRIVATE.decode())
    texts.add_text("Author", PRIVATE.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return texts


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture
