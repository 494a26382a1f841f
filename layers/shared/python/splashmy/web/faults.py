"""What Pydantic finds wrong with a request, in words of our own."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from splashmy.core.details import OURS, Detail, DetailCode, Param

PLACES = ("body", "query", "path", "header")
LIMITS = {"ge": "min", "gt": "min", "min_length": "min", "le": "max", "lt": "max"}
LIMITS |= {"max_length": "max"}
CODES: dict[str, DetailCode] = {
    "bool_parsing": "not_boolean",
    "bool_type": "not_boolean",
    "dict_type": "not_object",
    "enum": "not_a_choice",
    "extra_forbidden": "unknown_field",
    "float_parsing": "not_number",
    "float_type": "not_number",
    "greater_than": "too_small",
    "greater_than_equal": "too_small",
    "int_from_float": "not_integer",
    "int_parsing": "not_integer",
    "int_parsing_size": "not_integer",
    "int_type": "not_integer",
    "json_invalid": "not_json",
    "less_than": "too_large",
    "less_than_equal": "too_large",
    "list_type": "not_list",
    "literal_error": "not_a_choice",
    "mapping_type": "not_object",
    "missing": "required",
    "model_attributes_type": "not_object",
    "model_type": "not_object",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "string_type": "not_text",
    "too_long": "too_many",
    "too_short": "too_few",
    "uuid_parsing": "not_an_id",
    "uuid_type": "not_an_id",
}


def detail_of(fault: Mapping[str, Any]) -> Detail:
    """One fault of a ValidationError; the value itself is never repeated."""
    return Detail(_field(fault["loc"]), _code(fault), _params(fault))


def _field(location: Sequence[str | int]) -> str:
    """Without where it was sent, and without the name of the parameter that holds a query."""
    place, *rest = [*map(str, location)] or ["body"]
    if place == "query" and rest[:1] == ["query"]:
        rest = rest[1:]
    return ".".join(rest if place in PLACES else [place, *rest]) or place


def _code(fault: Mapping[str, Any]) -> DetailCode:
    kind, given = fault["type"], fault.get("input")
    if given is None and kind not in ("missing", "extra_forbidden"):
        return "null"
    if kind.startswith(OURS):  # a validator of ours
        return cast("DetailCode", kind.removeprefix(OURS))
    if isinstance(given, str) and kind in ("too_short", "too_long"):  # a secret has "items"
        kind = f"string_{kind}"
    if kind == "string_too_short" and not given:
        return "empty"
    return CODES.get(kind, "invalid")


def _params(fault: Mapping[str, Any]) -> dict[str, Param]:
    context = fault.get("ctx") or {}
    if fault["type"].startswith(OURS):
        return dict(context)
    if "expected" in context:  # "'png', 'jpeg' or 'webp'"
        return {"choices": ", ".join(re.findall(r"'([^']*)'", str(context["expected"])))}
    return {LIMITS[name]: value for name, value in context.items() if name in LIMITS}
