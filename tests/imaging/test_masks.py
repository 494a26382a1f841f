from collections.abc import Callable

import pytest
from PIL import Image

from splashmy.imaging import masks
from tests.functions.images.uploading import encoded
from tests.imaging.making import gradient, opened

LEFT_HALF = (0, 0, 100, 100)


def black_and_white(mode: str) -> Image.Image:
    """White on its left half."""
    picture = Image.new("L", (200, 100), 0)
    picture.paste(255, LEFT_HALF)
    return picture.convert(mode)


def erased(colour: tuple[int, int, int]) -> Image.Image:
    """Transparent on its left half."""
    picture = Image.new("RGBA", (200, 100), (*colour, 255))
    picture.paste((0, 0, 0, 0), LEFT_HALF)
    return picture


DRAWN: dict[str, Callable[[], Image.Image]] = {
    "1": lambda: black_and_white("1"),
    "L": lambda: black_and_white("L"),
    "RGB": lambda: black_and_white("RGB"),
    "RGBA": lambda: black_and_white("RGBA"),
    "P": lambda: black_and_white("P"),
    "erased from white": lambda: erased((255, 255, 255)),
    "erased from black": lambda: erased((0, 0, 0)),
    "erased from a photo": lambda: erased((30, 120, 200)),
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("size", [(200, 100), (2016, 1008), (100, 50)])
def test_white_or_transparent_means_paint_here(name: str, size: tuple[int, int]) -> None:
    drawn = DRAWN[name]()

    mask = opened(masks.as_alpha(encoded(drawn, "PNG"), size))

    assert masks.area(drawn) == 0.5
    assert (mask.mode, mask.size) == ("RGBA", size)
    width, height = size
    alpha = mask.getchannel("A")
    assert [alpha.getpixel((x, height // 2)) for x in (width // 4, width * 3 // 4)] == [0, 255]
    assert set(alpha.get_flattened_data()) == {0, 255}


def test_a_mask_that_was_saved_as_jpeg_is_one() -> None:
    content = encoded(black_and_white("RGB"), "JPEG", quality=60)

    assert masks.area(opened(content)) == pytest.approx(0.5, abs=0.02)


def test_a_soft_brush_is_cut_in_its_middle() -> None:
    soft = opened(masks.as_alpha(encoded(gradient((200, 100)), "PNG"), (200, 100)))

    assert set(soft.getchannel("A").get_flattened_data()) == {0, 255}


@pytest.mark.parametrize("colour", [(0, 0, 0), (40, 40, 40)])
def test_in_black_there_is_nothing_to_paint(colour: tuple[int, int, int]) -> None:
    assert masks.area(Image.new("RGB", (200, 100), colour)) == 0


def test_a_single_pixel_is_something_to_paint() -> None:
    picture = Image.new("L", (2048, 2048))
    picture.putpixel((5, 5), 255)

    assert masks.area(picture)


def test_a_photograph_is_no_mask(photo: bytes) -> None:
    assert masks.area(opened(photo)) is None


def test_the_largest_mask_is_under_what_the_provider_takes() -> None:
    noise = Image.effect_noise((2048, 2048), 200)

    assert len(masks.as_alpha(encoded(noise, "PNG"), (2048, 2048))) < 4_000_000
