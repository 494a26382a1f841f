from typing import Any

import pytest

from splashmy.core.clock import now
from splashmy.core.errors import InvalidRequest
from splashmy.core.ids import CategoryId, StyleId, new_id
from splashmy.styles.prompts import LONGEST_VALUE, PromptTooLong, render
from splashmy.styles.records import Style

MEDIUM = {"name": "medium", "default": "oil", "choices": ["oil", "chalk"]}
MOOD = {"name": "mood", "default": "calm"}


def a_style(
    template: str, *, variables: list[dict[str, Any]] | None = None, most: int = 2000
) -> Style:
    style_id, at = new_id(StyleId), now()
    return Style(
        *Style.key(style_id),
        id=style_id,
        category_id=new_id(CategoryId),
        name="Dusk",
        slug="dusk",
        prompt_template=template,
        variables=variables or [],
        max_prompt_length=most,
        heat_at=at,
        created_at=at,
        updated_at=at,
    )


def test_the_words_and_the_name_are_put_in() -> None:
    final = render(a_style("As {style_name}: {original_prompt}"), "  a boat ")

    assert final == "As Dusk: a boat"


@pytest.mark.parametrize(
    "words",
    ["{style_name}", "{original_prompt}", "{mood}", "{{style_name}}", r"\g<0> \1", "{0} %s $mood"],
)
def test_words_that_look_like_a_template_stay_literal(words: str) -> None:
    style = a_style("{style_name}, {mood}: {original_prompt}.", variables=[MOOD])

    assert render(style, words) == f"Dusk, calm: {words}."


def test_a_variable_that_looks_like_a_template_stays_literal() -> None:
    style = a_style("{mood}: {original_prompt}", variables=[MOOD])

    final = render(style, "a boat", {"mood": "{original_prompt}"})

    assert final == "{original_prompt}: a boat"


@pytest.mark.parametrize(
    "braces", ["{}", "{ }", "{Upper}", "{unknown}", "{a: 1}", "{original_prompt"]
)
def test_other_braces_of_a_template_stay_literal(braces: str) -> None:
    final = render(a_style(f"{braces} {{original_prompt}}"), "a boat")

    assert final == f"{braces} a boat"


@pytest.mark.parametrize(("given", "expected"), [({}, "oil"), ({"medium": "chalk"}, "chalk")])
def test_a_variable_has_its_default_until_one_is_chosen(
    given: dict[str, str], expected: str
) -> None:
    style = a_style("{medium}: {original_prompt}", variables=[MEDIUM])

    assert render(style, "a boat", given) == f"{expected}: a boat"


@pytest.mark.parametrize(
    "given",
    [{"medium": "neon"}, {"mood": "x" * (LONGEST_VALUE + 1)}, {"style_name": "x"}, {"other": "x"}],
)
def test_a_value_that_is_not_offered_is_refused(given: dict[str, str]) -> None:
    style = a_style("{medium} {mood} {original_prompt}", variables=[MEDIUM, MOOD])

    with pytest.raises(InvalidRequest) as refused:
        render(style, "a boat", given)

    assert [one.field for one in refused.value.details] == [f"variables.{name}" for name in given]


def test_the_finished_prompt_is_what_is_measured() -> None:
    style = a_style("{style_name}: {original_prompt}", most=len("Dusk: boat"))

    assert render(style, "boat") == "Dusk: boat"
    with pytest.raises(PromptTooLong) as refused:
        render(style, "boats")

    assert refused.value.details[0].field == "prompt"
