"""What phones, cameras and programs write is taken; what is not is refused with a sentence."""

import struct
import zlib

import pytest
from PIL import ExifTags, Image

from splashmy.images.pictures import make
from splashmy.imaging.decoding import decode
from splashmy.imaging.failures import UnusablePicture
from tests.functions.images.uploading import encoded
from tests.imaging.making import (
    gradient,
    heic,
    opened,
    png_with,
    raw_png,
    scan_bomb,
    with_exif,
)

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"]
BROKEN_EXIF = {
    "a wrong header": b"XX*\0\x08\0\0\0",
    "words": b"This is no EXIF.",
    "zeros": bytes(60),
    "4 bytes": b"II*\0",
    "an endless directory": b"II*\0\x08\0\0\0\xff\xff",
}
BROKEN_CHUNKS = {
    "sRGB": b"",
    "gAMA": b"\0\1",
    "cHRM": bytes(7),
    "cICP": b"\x0c",
    "pHYs": b"\0",
    "iCCP": b"no profile",
    "tEXt": b"Comment\0" + b"x" * 2_000_000,
    "zTXt": b"Comment\0\0" + zlib.compress(bytes(80_000_000)),
    "iTXt": b"Comment\0\1\0\0\0" + zlib.compress(bytes(80_000_000)),
    "eXIf": b"",
}


def refused(content: bytes) -> dict[str, str]:
    with pytest.raises(UnusablePicture) as refusal:
        make(content)
    return refusal.value.failure


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize("exif", BROKEN_EXIF.values(), ids=BROKEN_EXIF.keys())
def test_a_broken_exif_is_no_broken_picture(format: str, exif: bytes) -> None:
    made = make(with_exif(format, exif, (200, 120)))

    assert (made.width, made.height) == (200, 120)


@pytest.mark.parametrize("kind", BROKEN_CHUNKS)
def test_a_broken_chunk_beside_the_pixels_is_no_broken_picture(kind: str) -> None:
    made = make(png_with(kind.encode(), BROKEN_CHUNKS[kind]))

    assert opened(made.display).convert("RGB").tobytes() == gradient().tobytes()


def test_a_checksum_matters_for_pixels_only() -> None:
    content = bytearray(png_with(b"gAMA", (45_455).to_bytes(4, "big")))
    content[33 + 8 + 4] ^= 255

    assert make(bytes(content)).width == 120


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("percent", [20, 60, 95])
def test_a_file_that_was_cut_off_is_called_incomplete(format: str, percent: int) -> None:
    content = encoded(gradient((300, 200)), format)

    failure = refused(content[: len(content) * percent // 100])

    assert failure["code"] == "image_incomplete"
    assert failure["message"] == "The file is incomplete. Please upload it again."


def test_a_damaged_file_is_called_damaged() -> None:
    content = bytearray(encoded(gradient(), "PNG"))
    content[-20] ^= 255

    assert refused(bytes(content))["code"] == "image_unreadable"


@pytest.mark.parametrize(("size", "scans"), [((7000, 7000), 20_000), ((100, 100), 101)])
def test_a_jpeg_of_endless_scans_is_refused_before_it_is_decoded(
    size: tuple[int, int], scans: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("PIL.ImageFile.ImageFile.load")

    assert refused(scan_bomb(size, scans))["code"] == "image_too_complex"


def test_a_progressive_jpeg_is_taken() -> None:
    assert make(scan_bomb((100, 100), 50)).width == 100


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (120, 90)), (6, (90, 120)), (8, (90, 120)), (3, (120, 90))]
)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_picture_is_turned_upright_once(
    format: str, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation

    made = make(encoded(gradient(), format, exif=exif.tobytes()))

    assert (made.width, made.height) == size


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "PNG"])
def test_what_only_xmp_claims_turns_nothing(format: str) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf tiff:Orientation="6"/></x:xmpmeta>'
    content = (
        encoded(gradient(), format, xmp=xmp)
        if format != "PNG"
        else png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    )

    assert make(content).width == 120


@pytest.mark.parametrize("format", ["AVIF", "HEIF"])
def test_what_browsers_cannot_show_is_served_as_what_they_can(format: str) -> None:
    transparent = gradient()
    transparent.putalpha(100)

    assert make(encoded(gradient(), format)).format == "jpeg"
    assert make(encoded(transparent, format)).format == "webp"


def test_of_several_pictures_in_a_heic_the_first_is_taken() -> None:
    content = heic(gradient((200, 120)), save_all=True, append_images=[gradient((90, 200))])

    assert (make(content).width, make(content).height) == (200, 120)


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(format: str) -> None:
    turned = gradient().rotate(180)

    assert refused(encoded(gradient(), format, save_all=True, append_images=[turned]))["code"] == (
        "image_animated"
    )


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((79, 100), "image_too_small"),
        ((80, 1601), "image_too_narrow"),
        ((1601, 80), "image_too_narrow"),
    ],
)
def test_a_size_that_cannot_be_used_is_refused(size: tuple[int, int], code: str) -> None:
    assert refused(encoded(gradient(size), "PNG"))["code"] == code


def test_the_longest_shape_that_is_taken_can_be_moderated() -> None:
    made = make(encoded(Image.new("1", (20_000, 1000)), "PNG"))

    assert min(opened(made.for_moderation).size) >= 80


@pytest.mark.parametrize("format", ["AVIF", "HEIF", "WEBP"])
def test_a_header_of_too_many_pixels_is_refused_before_they_are_decoded(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAX_PIXELS", "10000")
    from splashmy.core.settings import settings

    settings.cache_clear()
    try:
        assert refused(encoded(gradient(), format))["code"] == "image_too_large"
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def row(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


def test_sixteen_bits_of_grey_keep_their_transparent_value() -> None:
    content = raw_png((100, 100), 16, 0, row(1001, 1002) * 50, (b"tRNS", row(1001)))

    _, picture = decode(content)

    assert [picture.getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0, 0), (3, 3, 3, 255)]


@pytest.mark.parametrize(("depth", "byte"), [(1, 0b01010101), (2, 0b00010001), (4, 0x01)])
def test_few_bits_of_grey_keep_their_transparent_value(depth: int, byte: int) -> None:
    content = raw_png((96, 100), depth, 0, bytes([byte]) * 12 * depth, (b"tRNS", row(1)))

    _, picture = decode(content)

    assert [picture.getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0, 255), (0, 0, 0, 0)]


def test_sixteen_bits_of_colour_keep_their_transparent_value() -> None:
    content = raw_png(
        (100, 100), 16, 2, row(9000, 0, 0, 60_000, 0, 0) * 50, (b"tRNS", row(9000, 0, 0))
    )

    _, picture = decode(content)

    assert [picture.getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0, 0), (234, 0, 0, 255)]
