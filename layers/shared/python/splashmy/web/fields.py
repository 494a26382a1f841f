"""Fields of requests whose form has a name of its own."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from splashmy.core.details import DetailCode


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
            text, custom_error_type=self.code, custom_error_message="refused"
        )
