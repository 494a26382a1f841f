"""Query strings: every parameter is one that the endpoint names, and is sent once."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator

from splashmy.core.details import Detail, invalid
from splashmy.core.errors import InvalidRequest

_DIGITS = re.compile(r"[0-9]{1,18}")


def _whole(text: Any) -> Any:
    """Pydantic takes "+1", " 1", "1_0" and the digits of every script for an int."""
    if isinstance(text, str) and not _DIGITS.fullmatch(text):
        raise invalid("not_integer")
    return text


def _flag(text: Any) -> bool:
    if text not in ("true", "false"):
        raise invalid("not_boolean")
    return bool(text == "true")


# A boolean in a query string: "true" or "false", and nothing else.
Flag = Annotated[bool, BeforeValidator(_flag)]
# Of an int in a query string: in ASCII digits. It stands after the limits, or they are told wrong.
Digits = BeforeValidator(_whole)


def check(event: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse parameters that are unknown or repeated, before anything else is made of them."""
    given = event.get("multiValueQueryStringParameters") or {}
    if details := list(_faults(given, known)):
        raise InvalidRequest(details=details)


def _faults(given: Mapping[str, Sequence[str]], known: Collection[str]) -> Iterator[Detail]:
    for name, values in given.items():
        if name not in known:
            yield Detail(name, "unknown_parameter")
        elif len(values) > 1:
            yield Detail(name, "repeated_parameter")
