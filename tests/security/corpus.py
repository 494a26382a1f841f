"""Hostile and odd files, and what must become of each."""

import gzip
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image

from tests.functions.images.uploading import encoded
from tests.imaging.making import chunk, gradient, png_with, scan_bomb, with_exif

SUFFIXES = {
    "JPEG": "jpg",
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "HEIF": "heic",
    "AVIF": "avif",
}
LOSSY = ("JPEG", "HEIF", "AVIF")  # pure red does not stay pure
FOREIGN = ["BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "SGI", "EPS", "PDF", "JPEG2000"]
READY, REJECTED, NOT_RECOGNIZED = "ready", "rejected", "image_not_recognized"
UNREADABLE, TOO_SMALL, TOO_LARGE = "image_unreadable", "image_too_small", "image_too_large"
ANIMATED, TOO_NARROW, TOO_COMPLEX = "image_animated", "image_too_narrow", "image_too_complex"
INCOMPLETE = "image_incomplete"
REFUSED = {NOT_RECOGNIZED, UNREADABLE, INCOMPLETE}
ANY = {READY, *REFUSED, TOO_SMALL, TOO_LARGE, ANIMATED, TOO_NARROW, TOO_COMPLEX}
PAYLOAD = b"<script>alert(1)</script><?php system($_GET[0]); ?>"


@dataclass(frozen=True)
class File:
    """`outcomes_allowed` are the status or failure codes that are right."""

    name: str
    content: bytes
    suffix: str
    outcomes_allowed: set[str]


def files() -> list[File]:
    return [
        *_plain(),
        *_disguised(),
        *_foreign(),
        *_cut_off(),
        *_damaged(),
        *_bombs(),
        *_moving(),
        *_oriented(),
        *_with_payloads(),
        *_nothing(),
        *_structures(),
        *_transparent(),
    ]


def _plain() -> Iterator[File]:
    sides = {1: TOO_SMALL, 79: TOO_SMALL, 80: READY, 2000: READY, 2001: TOO_NARROW}
    for format, suffix in SUFFIXES.items():
        for side, outcome_code in sides.items():
            content = encoded(gradient((side, 100)), format)
            yield File(f"{suffix} {side} wide", content, suffix, {outcome_code})
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        content = encoded(gradient().convert("L").convert(mode), "PNG")
        yield File(f"png in {mode}", content, "png", {READY})
    for mode in ("L", "CMYK"):
        yield File(f"jpg in {mode}", encoded(gradient().convert(mode), "JPEG"), "jpg", {READY})
    yield File("jpg progressive", encoded(gradient(), "JPEG", progressive=True), "jpg", {READY})
    yield File("webp lossless", encoded(gradient(), "WEBP", lossless=True), "webp", {READY})
    red = Image.new("RGB", (120, 90), (255, 0, 0))
    for format, suffix in SUFFIXES.items():
        if format not in LOSSY:
            yield File(f"{suffix} unsafe", encoded(red, format), suffix, {REJECTED})


def _disguised() -> Iterator[File]:
    for format in SUFFIXES:
        for other, suffix in SUFFIXES.items():
            if other != format:
                content = encoded(gradient(), format)
                yield File(f"{format} called {suffix}", content, suffix, {READY})


def _foreign() -> Iterator[File]:
    contents = {format: encoded(gradient(), format) for format in FOREIGN}
    contents |= {
        "text": b"Just some words.",
        "html": b"<!DOCTYPE html><html><body>" + PAYLOAD + b"</body></html>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "xxe": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>',
        "gzip": gzip.compress(PAYLOAD),
        "zip": _zip(),
        "elf": b"\x7fELF\x02\x01\x01" + bytes(100),
        "exe": b"MZ" + bytes(200),
        "mvg": b"push graphic-context\nfill 'url(https://example.com/\"|id\")'\npop",
    }
    for index, (name, content) in enumerate(contents.items()):
        for suffix in ("png", "jpg") if index % 2 else ("gif", "webp"):
            yield File(f"{name} called {suffix}", content, suffix, {NOT_RECOGNIZED})


def _zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("payload.html", PAYLOAD)
    return file.getvalue()


def _cut_off() -> Iterator[File]:
    for format, suffix in SUFFIXES.items():
        content = encoded(gradient((300, 200)), format)
        for percent in (1, 5, 25, 50, 75):
            cut = content[: max(1, len(content) * percent // 100)]
            yield File(f"{suffix} cut off at {percent} %", cut, suffix, REFUSED)


def _damaged() -> Iterator[File]:
    dice = random.Random(20261123)  # noqa: S311 the same bits in every run
    for format, suffix in SUFFIXES.items():
        for number in range(8):
            content = bytearray(encoded(gradient((300, 200)), format))
            for _ in range(2**number):
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            yield File(f"{suffix} with {2**number} wrong bits", bytes(content), suffix, ANY)
    content = bytearray(encoded(gradient(), "PNG"))
    content[-20] ^= 255
    yield File("png with a wrong checksum", bytes(content), "png", REFUSED)


def _bombs() -> Iterator[File]:
    for width, height in ((65_000, 65_000), (50_001, 1_000), (2**31 - 1, 100)):
        yield File(f"png that says {width}", _png_claiming(width, height), "png", {TOO_LARGE})
    yield File("png bigger by a pixel row", _flat_png(10_000, 5_001), "png", {TOO_LARGE})
    yield File("png as big as allowed", _flat_png(10_000, 5_000), "png", {READY})
    jpg = bytearray(encoded(gradient(), "JPEG"))
    at = jpg.index(b"\xff\xc0")
    jpg[at + 5 : at + 9] = struct.pack(">HH", 65_000, 65_000)
    yield File("jpg that says 65000", bytes(jpg), "jpg", {TOO_LARGE})
    gif = bytearray(encoded(gradient(), "GIF"))
    gif[6:10] = struct.pack("<HH", 65_000, 65_000)
    yield File("gif that says 65000", bytes(gif), "gif", {TOO_LARGE})
    text = b"comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    yield File("png with a text of 100 MB", png_with(b"zTXt", text), "png", {READY})
    profile = b"icc\0\0" + zlib.compress(bytes(100_000_000), 9)
    yield File("png with a profile of 100 MB", png_with(b"iCCP", profile), "png", {READY})
    noise = png_with(b"iCCP", b"icc\0\0" + zlib.compress(b"no profile"))
    yield File("png with a senseless profile", noise, "png", {READY})


def _png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + data + chunk(b"IEND", b"")


def _flat_png(width: int, height: int) -> bytes:
    return encoded(Image.new("1", (width, height), 1), "PNG")


def _moving() -> Iterator[File]:
    frames = [gradient(), gradient().rotate(180)]
    for format, suffix in (("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif")):
        content = encoded(frames[0], format, save_all=True, append_images=frames[1:])
        yield File(f"{suffix} that moves", content, suffix, {ANIMATED})
    content = encoded(frames[0], "MPO", save_all=True, append_images=frames[1:])
    yield File("jpg of a camera with two pictures", content, "jpg", {READY})


def _oriented() -> Iterator[File]:
    for orientation in (*range(10), 65_535):
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = orientation
        content = encoded(gradient(), "JPEG", exif=exif)
        yield File(f"jpg with orientation {orientation}", content, "jpg", {READY})
    for noise in (b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"a text", bytes(60_000)):
        for format in ("JPEG", "PNG", "WEBP", "HEIF", "AVIF"):
            content, suffix = with_exif(format, noise), SUFFIXES[format]
            name = f"{suffix} with {len(noise)} senseless bytes of exif"
            yield File(name, content, suffix, {READY})


def _with_payloads() -> Iterator[File]:
    for format, suffix in SUFFIXES.items():
        content = encoded(gradient(), format)
        yield File(f"{suffix} and a script", content + PAYLOAD, suffix, {READY})
        yield File(f"{suffix} and a zip", content + _zip(), suffix, {READY})
    text = png_with(b"tEXt", b"Comment\0" + PAYLOAD)
    yield File("png with a script as its text", text, "png", {READY})
    commented = encoded(gradient(), "JPEG", comment=PAYLOAD)
    yield File("jpg with a script as its comment", commented, "jpg", {READY})
    commented = encoded(gradient(), "GIF", comment=PAYLOAD)
    yield File("gif with a script as its comment", commented, "gif", {READY})
    xmp = b"<x:xmpmeta>" + PAYLOAD + b"</x:xmpmeta>"
    yield File(
        "webp with a script as its xmp", encoded(gradient(), "WEBP", xmp=xmp), "webp", {READY}
    )


def _nothing() -> Iterator[File]:
    magic = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a", "webp": b"RIFF"}
    for suffix, start in magic.items():
        yield File(f"{suffix} of its first bytes only", start, suffix, REFUSED)
        yield File(f"{suffix} of zeros behind its start", start + bytes(500), suffix, REFUSED)
        yield File(f"{suffix} of one byte", b"\0", suffix, {NOT_RECOGNIZED})


def _structures() -> Iterator[File]:
    """Whole in each byte, and hostile as a whole."""
    yield File("jpg of 37,000 scans", scan_bomb((7000, 7000), 37_000), "jpg", {TOO_COMPLEX})
    yield File("jpg of 90 scans", scan_bomb((300, 200), 90), "jpg", {READY})
    for kind in (b"sRGB", b"gAMA", b"cHRM", b"cICP", b"pHYs", b"iCCP", b"tRNS"):
        right = {READY} if kind != b"tRNS" else ANY
        yield File(f"png with a cut {kind.decode()}", png_with(kind, b"\0"), "png", right)
    long_text = png_with(b"tEXt", b"Comment\0" + b"x" * 3_000_000)
    yield File("png with a text of 3 MB", long_text, "png", {READY})
    for kind, length in ((b"cHRM", 32), (b"gAMA", 4)):
        extreme = png_with(kind, b"\xff" * length)
        yield File(f"png with an extreme {kind.decode()}", extreme, "png", {READY})
    yield File("png of 80x60000", _flat_png(80, 60_000), "png", {TOO_NARROW})
    for format in ("HEIF", "AVIF"):
        yield from _broken_boxes(format, SUFFIXES[format])


def _broken_boxes(format: str, suffix: str) -> Iterator[File]:
    whole = encoded(gradient(), format)
    for box in (b"meta", b"iloc", b"iprp", b"ispe", b"mdat"):
        content, at = bytearray(whole), whole.index(box)
        content[at - 4 : at] = b"\xff\xff\xff\xff"
        yield File(f"{suffix} with an endless {box.decode()}", bytes(content), suffix, ANY)
    content, at = bytearray(whole), whole.index(b"ispe")
    content[at + 8 : at + 16] = struct.pack(">II", 65_000, 65_000)
    yield File(f"{suffix} that says 65000", bytes(content), suffix, {TOO_LARGE, *REFUSED})


def _transparent() -> Iterator[File]:
    """Nothing to see, on whatever background."""
    for format, options in (("PNG", {}), ("WEBP", {"lossless": True, "exact": True})):
        hidden = encoded(Image.new("RGBA", (120, 90), (255, 0, 0, 0)), format, **options)
        yield File(f"{SUFFIXES[format]} of invisible red", hidden, SUFFIXES[format], {READY})
