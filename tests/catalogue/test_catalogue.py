import re
import string
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CATALOGUE = Path(__file__).parents[2] / "catalogue"
CATEGORIES = [tomllib.loads(path.read_text()) for path in sorted(CATALOGUE.glob("*.toml"))]
STYLES = [style for category in CATEGORIES for style in category["styles"]]
each_style = pytest.mark.parametrize("style", STYLES, ids=[style["slug"] for style in STYLES])

Style = dict[str, Any]


def rendered(style: Style, prompt: str) -> str:
    values = {"original_prompt": prompt, "style_name": style["name"]}
    values |= {
        variable["name"]: max(variable["choices"], key=len)
        for variable in style.get("variables", [])
    }
    return str(style["prompt_template"]).format(**values)


def test_there_is_enough_to_choose_from() -> None:
    assert len(CATEGORIES) >= 6
    assert len(STYLES) >= 24
    assert all(category["styles"] for category in CATEGORIES)


def test_the_style_that_the_readme_tries_is_free() -> None:
    named = re.findall(r"--style ([\w-]+)", Path("README.md").read_text())
    free = {style["slug"] for style in STYLES if not style.get("is_premium")}

    assert named
    assert set(named) <= free


def test_every_category_can_be_shown() -> None:
    for category in CATEGORIES:
        assert all(category[field] for field in ("name", "description", "icon"))
        assert re.fullmatch("#[0-9a-f]{6}", category["color"])


def test_categories_and_styles_have_an_order() -> None:
    assert len({category["sort_order"] for category in CATEGORIES}) == len(CATEGORIES)
    for category in CATEGORIES:
        orders = [style["sort_order"] for style in category["styles"]]
        assert len(set(orders)) == len(orders)


def test_slugs_and_names_are_unique() -> None:
    for field in ("slug", "name"):
        assert max(Counter(style[field] for style in STYLES).values()) == 1
        assert max(Counter(category[field] for category in CATEGORIES).values()) == 1


def test_slugs_are_lower_case_words_joined_by_hyphens() -> None:
    for thing in CATEGORIES + STYLES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", thing["slug"])


def test_some_styles_are_premium_and_most_are_free() -> None:
    premium = sum(style["is_premium"] for style in STYLES)

    assert 0 < premium < len(STYLES) / 3


def test_some_styles_declare_variables() -> None:
    assert sum("variables" in style for style in STYLES) >= 4


@each_style
def test_a_template_uses_the_prompt_and_only_what_is_declared(style: Style) -> None:
    fields = {name for _, name, _, _ in string.Formatter().parse(style["prompt_template"]) if name}
    declared = {variable["name"] for variable in style.get("variables", [])}

    assert "original_prompt" in fields
    assert fields - {"original_prompt", "style_name"} == declared


@each_style
def test_a_long_prompt_fits_in_the_finished_one(style: Style) -> None:
    assert len(rendered(style, "x" * 500)) <= style["max_prompt_length"]


@each_style
def test_defaults_are_values_the_model_takes(style: Style) -> None:
    assert style["default_quality"] in {"low", "medium", "high"}
    assert style["default_background"] in {"auto", "opaque", "transparent"}
    assert style["default_output_format"] in {"png", "jpeg", "webp"}
    assert style["default_size"] in {"auto", "1024x1024", "1536x1024", "1024x1536"}


@each_style
def test_a_transparent_picture_has_a_format_that_can_hold_it(style: Style) -> None:
    if style["supports_transparency"] or style["default_background"] == "transparent":
        assert style["supports_transparency"]
        assert style["default_output_format"] in {"png", "webp"}


@each_style
def test_the_default_of_a_variable_is_one_of_its_choices(style: Style) -> None:
    for variable in style.get("variables", []):
        assert variable["type"] == "choice"
        assert len(variable["choices"]) > 1
        assert variable["default"] in variable["choices"]
