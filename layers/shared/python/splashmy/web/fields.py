"""Fields of requests whose form has a name of its own."""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import core_schema

from splashmy.core.details import OURS, DetailCode, invalid

JOINERS = "\u200c\u200d"  # shape the letters of Persian and Hindi, and join emoji


def _visible(text: str) -> str:
    """What is not seen makes two names look alike, or one read backwards."""
    for before, char in zip(["", *text], text, strict=False):
        joins = char in JOINERS and before > "\x7f"
        if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and not joins:
            raise invalid("hidden_characters")
    return text


# Of one line, as the name of something: no control, invisible or direction-changing characters.
VISIBLE = AfterValidator(_visible)
# The same, looked at before a form is: what is not seen is told as that.
VISIBLE_FIRST = BeforeValidator(lambda text: _visible(text) if isinstance(text, str) else text)
OneLine = Annotated[str, VISIBLE]


@dataclass(frozen=True)
class Form:
    """Text of this pattern; whatever else is sent is refused with `code`."""

    pattern: str
    code: DetailCode
    max_length: int | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        text = core_schema.str_schema(
            pattern=self.pattern, max_length=self.max_length, strip_whitespace=True
        )
        return core_schema.custom_error_schema(
            text, custom_error_type=f"{OURS}{self.code}", custom_error_message="refused"
        )
