"""Prompt templates: `{original_prompt}`, `{style_name}` and declared variables; one pass."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from splashmy.core.details import Detail, DetailCode
from splashmy.core.errors import InvalidRequest
from splashmy.styles.records import Style

BUILT_IN = ("original_prompt", "style_name")
LONGEST_VALUE = 200
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class PromptTooLong(InvalidRequest):
    message = "The prompt is too long."


def render(style: Style, prompt: str, variables: Mapping[str, str] | None = None) -> str:
    """The final prompt. An unknown variable or choice is `InvalidRequest`."""
    values = _values(style.variables, variables or {})
    values |= {"original_prompt": prompt.strip(), "style_name": style.name}
    final = fill(style.prompt_template, values)
    check_length(final, int(style.max_prompt_length))
    return final


def check_length(final: str, allowed: int) -> None:
    """Of what is sent to the model, in characters."""
    if len(final) > allowed:
        raise PromptTooLong.field("prompt", "prompt_too_long", length=len(final), max=allowed)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put `values` in, once: what they contain is never looked at again; other braces stay."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template).strip()


def placeholders(template: str) -> set[str]:
    return set(PLACEHOLDER.findall(template))


def faults(template: str, declared: Sequence[str]) -> list[Detail]:
    """What is wrong with a template and the names of its variables."""
    used = placeholders(template)
    twice = {name for name, times in Counter(declared).items() if times > 1}
    wrong: dict[DetailCode, list[str]] = {
        "variable_repeated": sorted(twice),
        "variable_built_in": [name for name in declared if name in BUILT_IN],
        "variable_unused": [name for name in declared if name not in used],
    }
    found = [
        Detail("variables", code, {"name": name}) for code, names in wrong.items() for name in names
    ]
    if "original_prompt" not in used:
        found.append(Detail("prompt_template", "template_without_prompt"))
    return found


def _values(declared: Sequence[dict[str, Any]], given: Mapping[str, str]) -> dict[str, str]:
    known = {one["name"]: one for one in declared}
    for name, value in given.items():
        if name not in known:
            raise InvalidRequest.field(f"variables.{name}", "unknown_variable")
        _check(known[name], value)
    return {name: given.get(name, one["default"]) for name, one in known.items()}


def _check(variable: dict[str, Any], value: str) -> None:
    where, choices = f"variables.{variable['name']}", variable.get("choices") or []
    if choices and value not in choices:
        raise InvalidRequest.field(where, "not_a_choice", choices=", ".join(choices))
    if len(value) > LONGEST_VALUE:
        raise InvalidRequest.field(where, "too_long", max=LONGEST_VALUE)
