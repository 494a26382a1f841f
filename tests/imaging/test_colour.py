"""The colours that a file describes, held against profiles that others made."""

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from splashmy.imaging import icc_profiles
from splashmy.imaging.decoding import decode
from tests.functions.images.uploading import encoded
from tests.imaging.making import heic, png_with, raw_png

P3 = struct.pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
SRGB = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
GAMMA, LINEAR = (45_455).to_bytes(4, "big"), (100_000).to_bytes(4, "big")
# From the web platform tests of CSS Color 4: color(display-p3 0 1 0) is out of sRGB, this is not:
# rgb(0, 128, 0) is color(display-p3 0.21604 0.49418 0.13151).
GREEN_IN_P3, GREEN = (55, 126, 34), (0, 128, 0)
# rgb(255, 0, 0) is color(display-p3 0.91749 0.20029 0.13856).
RED_IN_P3, RED = (234, 51, 35), (255, 0, 0)


def flat(colour: tuple[int, ...]) -> Image.Image:
    return Image.new("RGB", (100, 100), colour)


def shown(content: bytes) -> tuple[int, ...]:
    found = decode(content)[1].convert("RGB").getpixel((50, 50))
    assert isinstance(found, tuple)
    return found


def is_near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 3) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("given", "wanted"), [(GREEN_IN_P3, GREEN), (RED_IN_P3, RED)])
@pytest.mark.parametrize(("kind", "data"), [("cICP", b"\x0c\x0d\0\1"), ("cHRM", P3)])
def test_a_png_that_describes_display_p3_is_converted(
    kind: str, data: bytes, given: tuple[int, ...], wanted: tuple[int, ...]
) -> None:
    assert is_near(shown(png_with(kind.encode(), data, flat(given))), wanted)


@pytest.mark.parametrize(
    ("kind", "data"), [("cICP", b"\x01\x0d\0\1"), ("cHRM", SRGB), ("gAMA", GAMMA), ("sRGB", b"\0")]
)
def test_a_png_that_describes_srgb_stays_as_it_is(kind: str, data: bytes) -> None:
    assert shown(png_with(kind.encode(), data, flat((10, 200, 90)))) == (10, 200, 90)


def test_a_linear_png_is_lightened() -> None:
    assert is_near(shown(png_with(b"gAMA", LINEAR, flat((55, 55, 55)))), (128, 128, 128))


@pytest.mark.parametrize("data", [bytes(32), struct.pack(">8I", *[2**32 - 1] * 8), P3[:8] * 4])
def test_chromaticities_that_are_no_colours_change_nothing(data: bytes) -> None:
    assert shown(png_with(b"cHRM", data, flat((10, 200, 90)))) == (10, 200, 90)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_profile_of_display_p3_is_converted(format: str) -> None:
    profile = icc_profiles.of_codes(12, 13)

    content = encoded(flat(GREEN_IN_P3), format, icc_profile=profile, quality=100)

    assert is_near(shown(content), GREEN, by=6)


@pytest.mark.parametrize(("codes", "wanted"), [((12, 13), GREEN), ((1, 13), GREEN_IN_P3)])
def test_a_heic_that_names_its_colours_by_numbers_is_converted(
    codes: tuple[int, int], wanted: tuple[int, ...]
) -> None:
    content = bytearray(heic(flat(GREEN_IN_P3), quality=100))
    at = content.index(b"colrnclx") + 8
    content[at : at + 4] = struct.pack(">2H", *codes)

    assert is_near(shown(bytes(content)), wanted, by=6)


def test_our_profile_of_srgb_is_littlecms_own() -> None:
    """An identity transform: it proves matrix, adaptation and curve at once."""
    ours = ImageCms.ImageCmsProfile(BytesIO(icc_profiles.build(icc_profiles.SRGB_PRIMARIES, None)))
    picture = Image.linear_gradient("L").convert("RGB")

    converted = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))

    assert converted is not None
    assert (
        max(
            abs(one - other)
            for one, other in zip(converted.tobytes(), picture.tobytes(), strict=True)
        )
        <= 1
    )


def linear_grey() -> bytes:
    """A grey profile whose curve is a straight line: sRGB's with its colours taken out."""
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"Grey\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"kTRC": b"curv\0\0\0\0" + struct.pack(">I", 0),
    }
    return icc_profiles.assemble(b"GRAY", tags)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_grey_is_converted_by_its_own_profile_with_alpha_and_without(mode: str) -> None:
    picture = Image.new("L", (100, 100), 55).convert(mode)

    assert is_near(shown(encoded(picture, "PNG", icc_profile=linear_grey())), (128, 128, 128))


def test_grey_is_converted_by_a_profile_of_colours_too() -> None:
    content = png_with(b"gAMA", LINEAR, Image.new("L", (100, 100), 55))

    assert is_near(shown(content), (128, 128, 128))


@pytest.mark.parametrize("profile", [b"", b"nonsense", bytes(200), linear_grey()])
def test_a_profile_that_does_not_fit_changes_nothing(profile: bytes) -> None:
    content = encoded(flat((10, 200, 90)), "PNG", icc_profile=profile)

    assert shown(content) == (10, 200, 90)


def test_sixteen_bits_are_rounded_to_eight() -> None:
    row = struct.pack(">H", 40_000) * 100

    assert shown(raw_png((100, 100), 16, 0, row)) == (156, 156, 156)
