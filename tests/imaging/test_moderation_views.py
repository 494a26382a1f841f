"""What Rekognition is shown is all that a viewer could see."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from splashmy.images import pictures
from splashmy.results import pictures as result_pictures
from tests.functions.images.uploading import encoded
from tests.imaging.making import BLUE, gradient, opened

GREY = (128, 128, 128)


def hidden_in_alpha(size: tuple[int, int] = (120, 90)) -> Image.Image:
    """Flat grey, and a picture that only its transparency draws."""
    picture = Image.new("RGB", size, GREY)
    picture.putalpha(Image.linear_gradient("L").resize(size).point(lambda value: value // 2 + 90))
    return picture


def moderated_upload(content: bytes) -> bytes:
    return pictures.make(content).for_moderation


def detail(picture: Image.Image) -> float:
    return max(ImageStat.Stat(picture.convert("L")).stddev)


def brightest(channel: Image.Image) -> float:
    return max(ImageStat.Stat(channel).extrema[0])


def views(content: bytes, size: tuple[int, int]) -> list[Image.Image]:
    """On white, on black and the colours alone, below or beside each other."""
    sheet, (width, height) = opened(content), size
    across = width < height
    assert sheet.size == ((3 * width, height) if across else (width, 3 * height))
    corners = [(n * width, 0) if across else (0, n * height) for n in range(3)]
    return [sheet.crop((x, y, x + width, y + height)) for x, y in corners]


@pytest.mark.parametrize("size", [(120, 90), (90, 120)])
def test_a_picture_that_only_its_transparency_draws_is_seen(size: tuple[int, int]) -> None:
    content = encoded(hidden_in_alpha(size), "PNG")

    on_white, on_black, colours = views(pictures.make(content).for_moderation, size)

    assert detail(on_white) > 15
    assert detail(on_black) > 15
    assert detail(colours) < 3


def test_colours_that_are_nearly_invisible_are_seen() -> None:
    picture = gradient()
    picture.putalpha(3)

    seen = views(pictures.make(encoded(picture, "PNG")).for_moderation, (120, 90))

    assert [detail(view) > 30 for view in seen] == [False, False, True]


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_what_is_wholly_transparent_carries_no_colour(format: str) -> None:
    red = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    red.paste((*BLUE, 255), (0, 0, 100, 100))
    lossless = {"lossless": True, "exact": True} if format == "WEBP" else {}

    made = pictures.make(encoded(red, format, **lossless))

    for served in (made.display, made.thumbnail):
        colours = opened(served).convert("RGB")
        right = colours.crop((colours.width * 3 // 4, 0, colours.width, colours.height))
        assert brightest(right.getchannel("R")) < 60


def test_a_palette_hides_no_colours_either() -> None:
    picture = Image.new("P", (120, 90))
    picture.putpalette([255, 0, 0, *BLUE])
    picture.paste(1, (0, 0, 60, 90))

    made = pictures.make(encoded(picture, "GIF", transparency=0))

    assert opened(made.display).convert("RGB").getpixel((100, 10)) == (0, 0, 0)


def test_a_picture_without_transparency_is_moderated_as_the_very_bytes_that_are_served() -> None:
    made = pictures.make(encoded(gradient(), "JPEG"))

    assert made.for_moderation == made.display


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_an_opaque_alpha_channel_is_no_transparency(format: str) -> None:
    made = pictures.make(encoded(gradient().convert("RGBA"), format))

    assert opened(made.for_moderation).size == (120, 90)
    assert opened(made.display).mode == "RGB"


def test_of_a_result_the_colours_below_its_transparency_are_seen_for_its_bytes_are_served() -> None:
    picture = gradient()
    picture.putalpha(0)
    original = encoded(picture, "PNG")

    seen = views(result_pictures.for_moderation(original), (120, 90))
    shown = opened(result_pictures.shown(original).display)

    assert [detail(view) > 30 for view in seen] == [False, False, True]
    assert shown.getchannel("A").getextrema() == (0, 0)
    assert detail(shown.convert("RGB")) < 3


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
@pytest.mark.parametrize("shown", [moderated_upload, result_pictures.for_moderation])
def test_a_picture_of_any_size_fits_what_rekognition_takes_inline(
    shown: Callable[[bytes], bytes], format: str
) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((2048, 2048), 200) for _ in "RGB"])
    if format == "PNG":
        noise.putalpha(Image.effect_noise((2048, 2048), 200))
    options = {"quality": 95} if format == "JPEG" else {"compress_level": 1}

    seen = shown(encoded(noise, format, **options))

    assert len(seen) < 5 * 1024**2
    assert max(Image.open(BytesIO(seen)).size) < 10_000


def test_both_backgrounds_differ_where_something_is_transparent() -> None:
    on_white, on_black, _ = views(
        pictures.make(encoded(hidden_in_alpha(), "PNG")).for_moderation, (120, 90)
    )

    assert brightest(ImageChops.difference(on_white, on_black).getchannel("R")) > 150
