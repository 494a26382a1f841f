import pytest
from PIL import ExifTags, Image

from splashmy.images.pictures import make
from splashmy.imaging import sizes
from tests.functions.images.uploading import encoded


@pytest.mark.parametrize(
    ("original", "shown"),
    [
        ((120, 90), (120, 90)),
        ((2048, 1000), (2048, 1000)),
        ((4032, 3024), (2016, 1512)),  # a phone's: its half is near enough
        ((4033, 3023), (2017, 1512)),
        ((8192, 6144), (2048, 1536)),
        ((5000, 3333), (2048, 1365)),
        ((3000, 2000), (2048, 1365)),
        ((2049, 81), (2048, 81)),
        ((4096, 205), (2048, 103)),
    ],
)
def test_the_display_size(original: tuple[int, int], shown: tuple[int, int]) -> None:
    assert sizes.display_size(original) == shown
    assert sizes.display_size(original[::-1]) == shown[::-1]


@pytest.mark.parametrize("size", [(5000, 3333), (4033, 3023), (2600, 1733)])
def test_a_photo_and_its_mask_have_one_size_whatever_their_formats(size: tuple[int, int]) -> None:
    blank, turned = Image.new("L", size), Image.new("L", size[::-1])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6

    made = [
        make(encoded(blank, "JPEG")),
        make(encoded(blank, "PNG")),
        make(encoded(blank, "WEBP")),
        make(encoded(turned, "JPEG", exif=exif)),
    ]

    assert {(one.width, one.height) for one in made} == {sizes.display_size(size)}
