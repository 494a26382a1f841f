import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from local.stand_ins import pictures
from local.stand_ins.openai_requests import Asked, Parameters
from local.stand_ins.painter import imagine, transform
from local.stand_ins.painter.recognition import EFFECTS, effect_for

ROOT = Path(__file__).parents[2]
SIZE = (240, 160)
NOTICEABLE = 8  # of 255, the mean over all pixels and channels

Style = dict[str, Any]

STYLES: list[Style] = [
    style
    for path in sorted((ROOT / "catalogue").glob("*.toml"))
    for style in tomllib.loads(path.read_text())["styles"]
]
pytestmark = pytest.mark.slow
each_style = pytest.mark.parametrize("style", STYLES, ids=[style["slug"] for style in STYLES])


def final_prompt(style: Style, original: str = "a cat looks to the right") -> str:
    chosen = {variable["name"]: variable["default"] for variable in style.get("variables", [])}
    names = {"original_prompt": original, "style_name": style["name"]}
    return str(style["prompt_template"]).format(**names, **chosen)


def difference(one: Image.Image, other: Image.Image) -> float:
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return sum(ImageStat.Stat(apart).mean) / 3


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    with Image.open(ROOT / "local" / "photograph.jpg") as stored:
        return ImageOps.fit(ImageOps.exif_transpose(stored), SIZE)


@pytest.fixture(scope="module")
def painted(photo: Image.Image) -> dict[str, Image.Image]:
    return {style["slug"]: transform(photo, final_prompt(style), SIZE) for style in STYLES}


def test_every_style_has_an_effect_of_its_own() -> None:
    effects = {effect_for(final_prompt(style)) for style in STYLES}

    assert len(effects) == len(STYLES) == len(EFFECTS)


@each_style
def test_words_of_the_user_do_not_override_the_style(style: Style) -> None:
    prompt = final_prompt(style, "a watercolor of a neon pixel mosaic")

    assert effect_for(prompt) is effect_for(final_prompt(style))


@each_style
def test_a_style_differs_from_the_photograph(
    style: Style, photo: Image.Image, painted: dict[str, Image.Image]
) -> None:
    assert difference(painted[style["slug"]], photo) > NOTICEABLE


def test_a_style_differs_from_every_other(painted: dict[str, Image.Image]) -> None:
    alike = [
        (one, other)
        for one, other in combinations(painted, 2)
        if difference(painted[one], painted[other]) <= NOTICEABLE
    ]

    assert alike == []


@each_style
def test_the_same_photograph_and_words_give_the_same_picture(
    style: Style, photo: Image.Image, painted: dict[str, Image.Image]
) -> None:
    again = transform(photo, final_prompt(style), SIZE)

    assert again.tobytes() == painted[style["slug"]].tobytes()


@pytest.mark.parametrize("size", [(320, 320), (384, 256), (256, 384), (97, 211)])
def test_a_picture_has_the_size_asked_for(photo: Image.Image, size: tuple[int, int]) -> None:
    pictures = [transform(photo, final_prompt(style), size) for style in STYLES[::4]]

    assert {picture.size for picture in [*pictures, imagine("a lake", size)]} == {size}


@each_style
def test_a_transparent_picture_keeps_its_subject_and_loses_its_corners(
    style: Style, photo: Image.Image
) -> None:
    cut = transform(photo, final_prompt(style), SIZE, transparent=True)

    alpha = cut.getchannel("A")
    assert alpha.getpixel((1, 1)) == 0
    assert alpha.getpixel((SIZE[0] // 2, SIZE[1] // 2)) == 255


def test_a_picture_is_opaque_unless_asked(painted: dict[str, Image.Image]) -> None:
    assert {picture.mode for picture in painted.values()} == {"RGB"}


def test_a_photo_with_transparent_parts_keeps_them() -> None:
    photo = Image.new("RGBA", SIZE, "#3a9d78")
    photo.paste((0, 0, 0, 0), (0, 0, 80, 80))

    picture = transform(photo, "oil painting", SIZE)

    assert picture.getchannel("A").getpixel((30, 30)) == 0
    assert picture.getchannel("A").getpixel((160, 120)) == 255


def test_an_unknown_prompt_still_changes_the_photograph(photo: Image.Image) -> None:
    picture = transform(photo, "make it splendid", SIZE)

    assert difference(picture, photo) > NOTICEABLE


def test_the_mood_of_the_words_shows(photo: Image.Image) -> None:
    day, night = (transform(photo, f"watercolor {when}", SIZE) for when in ("", "at night"))

    assert difference(day, night) > NOTICEABLE


def test_different_words_imagine_different_scenes() -> None:
    prompts = ["watercolor of a harbour at sunset", "watercolor of a snowy mountain", "a city, oil"]

    pictures = [imagine(prompt, SIZE) for prompt in prompts]

    assert all(difference(one, other) > NOTICEABLE for one, other in combinations(pictures, 2))
    assert imagine(prompts[0], SIZE).tobytes() == pictures[0].tobytes()


@pytest.mark.parametrize(
    "photos", [[], [Image.new("RGB", SIZE, "#3a9d78")]], ids=["words", "photo"]
)
def test_a_sketch_is_as_large_and_shows_the_same_in_fewer_dots(
    photos: list[Image.Image], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(Parameters(prompt="a harbour, oil", model="any", size="256x256"), photos)

    monkeypatch.delenv(pictures.SKETCHED)
    whole = pictures.paint(asked)
    monkeypatch.setenv(pictures.SKETCHED, "yes")
    sketch = pictures.paint(asked)

    assert sketch.size == whole.size == (256, 256)
    assert len({*sketch.get_flattened_data()}) <= 64 * 64 < len({*whole.get_flattened_data()})
    assert difference(sketch.resize((4, 4)), whole.resize((4, 4))) < 40
