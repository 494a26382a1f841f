"""What a file is, by its first bytes: neither its name nor its content type is believed.

Needs no Pillow, so that an endpoint can refuse a file by its name before it is sent.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["JPEG", "PNG", "GIF", "WEBP", "HEIC", "AVIF"]

TAKEN = "JPEG, PNG, GIF, WebP, HEIC or AVIF"
NOT_A_PICTURE = f"The file is not a {TAKEN} picture."
SIGNATURES: tuple[tuple[Kind, bytes], ...] = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("GIF", rb"GIF8[79]a"),
    ("WEBP", rb"RIFF.{4}WEBP"),
)
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
AVIF_BRANDS = {b"avif", b"avis"}
MOST_BRANDS = 32


@dataclass(frozen=True)
class Foreign:
    """A kind of file that is known, but not taken, and what its owner can do."""

    name: str
    extensions: str
    signature: bytes
    advice: str = "Please save it as JPEG or PNG and upload that."

    @property
    def refusal(self) -> str:
        return f"This is a {self.name}, which cannot be used. {self.advice}"


_PAGE = "Please upload a picture of the page."
# In this order: a RAW photo is mostly a TIFF, and a video has the container of a HEIC.
FOREIGN = (
    Foreign(
        "RAW photo",
        "3fr arw cr2 cr3 dng erf nef nrw orf pef raf raw rw2 srw x3f",
        rb"II\*\0.{4}CR|IIRO|IIU\0|FUJIFILMCCD-RAW|.{4}ftypcrx ",
        "Please export it as JPEG and upload that.",
    ),
    Foreign("TIFF picture", "tif tiff", rb"II[*+]\0|MM\0[*+]"),
    Foreign("BMP picture", "bmp dib", rb"BM.{4}\0{4}"),
    Foreign("Photoshop document", "psb psd", rb"8BPS"),
    Foreign("JPEG XL picture", "jxl", rb"\xff\x0a|\0\0\0\x0cJXL "),
    Foreign("JPEG 2000 picture", "j2c j2k jp2 jpx", rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51"),
    Foreign("Windows icon", "cur ico", rb"\x00\x00[\x01\x02]\x00"),
    Foreign(
        "SVG drawing",
        "svg svgz",
        rb"\s*(<\?xml[^>]{,200}>\s*)?(<!--.{,500}?-->\s*)*<(!DOCTYPE )?svg",
    ),
    Foreign("PDF document", "pdf", rb"%PDF", _PAGE),
    Foreign("PostScript document", "eps ps", rb"%!PS|\xc5\xd0\xd3\xc6", _PAGE),
    Foreign(
        "video",
        "avi flv m4v mkv mov mp4 mpeg mpg webm wmv",
        rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI |\x00\x00\x01[\xb3\xba]|FLV",
        "Please upload one picture of it.",
    ),
    Foreign("ZIP archive", "zip", rb"PK\x03\x04", "Please unpack it and upload the picture."),
)


def kind_of(content: bytes) -> Kind | None:
    for kind, signature in SIGNATURES:
        if _starts(signature, content):
            return kind
    brands = _brands(content)
    if brands & AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & HEIC_BRANDS else None


def foreign(content: bytes) -> Foreign | None:
    """The kind of a file that is not taken, if it is one that people upload."""
    return next((one for one in FOREIGN if _starts(one.signature, content)), None)


def foreign_by_extension(extension: str) -> Foreign | None:
    """The same by the extension of a file name, in lower case and without its dot."""
    return next((one for one in FOREIGN if extension in one.extensions.split()), None)


def _starts(signature: bytes, content: bytes) -> bool:
    return bool(re.match(signature, content, re.DOTALL))


def _brands(content: bytes) -> set[bytes]:
    """Of an ISO base media file: its major brand and those that it says it is compatible with."""
    if content[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(content[:4], "big"), 16 + 4 * MOST_BRANDS, len(content))
    return {content[8:12], *(content[at : at + 4] for at in range(16, end, 4))}
