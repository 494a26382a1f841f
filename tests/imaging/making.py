"""Pictures and files made for a test, down to their chunks and markers."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import ExifTags, Image

from splashmy.imaging import png
from tests.functions.images.uploading import encoded

BLUE = (30, 120, 200)

pillow_heif.register_heif_opener()


def gradient(size: tuple[int, int] = (120, 90)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def heic(picture: Image.Image, **options: Any) -> bytes:
    return encoded(picture, "HEIF", **options)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(kind: bytes, data: bytes, picture: Image.Image | None = None) -> bytes:
    """A PNG with one more chunk behind its header."""
    content = encoded(picture or gradient(), "PNG")
    return content[:33] + chunk(kind, data) + content[33:]


def raw_png(
    size: tuple[int, int], depth: int, colour: int, row: bytes, *chunks: tuple[bytes, bytes]
) -> bytes:
    """A PNG in which each row is the same."""
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + b"".join(chunk(*one) for one in chunks)
    data = zlib.compress((b"\0" + row) * size[1])
    return png.SIGNATURE + body + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def scan_bomb(size: tuple[int, int], scans: int) -> bytes:
    """A progressive JPEG with that many empty scans, of 10 bytes each."""
    content = encoded(Image.new("L", size), "JPEG", progressive=True)
    empty = b"\xff\xda\0\x08\x01\x01\0\x3f\x3f\x00"
    return content[:-2] + empty * scans + content[-2:]


def jpeg_with_exif(exif: bytes, size: tuple[int, int] = (120, 90)) -> bytes:
    return encoded(gradient(size), "JPEG", exif=b"Exif\0\0" + exif)


def with_exif(format: str, exif: bytes, size: tuple[int, int] = (120, 90)) -> bytes:
    """A file whose EXIF holds these bytes, in whatever way its format carries them."""
    if format == "JPEG":
        return jpeg_with_exif(exif, size)
    if format == "PNG":
        return png_with(b"eXIf", exif, gradient(size))
    if format == "WEBP":
        return encoded(gradient(size), "WEBP", exif=exif)
    whole = Image.Exif()  # its writers take nothing broken: break it afterwards
    whole[ExifTags.Base.Copyright] = "broken" * 20
    content = encoded(gradient(size), format, exif=whole.tobytes())
    at = content.index(b"broken" * 20) - len(whole.tobytes()) + len(b"broken" * 20)
    start = content.index(whole.tobytes()[6:14], max(0, at - 40))
    return content[:start] + exif.ljust(8, b"\0")[:120] + content[start + max(8, len(exif[:120])) :]
