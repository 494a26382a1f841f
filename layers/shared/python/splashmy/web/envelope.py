"""The shapes of every answer: success, list and error."""

from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from splashmy.core import i18n
from splashmy.core.details import DetailCode, Param, invalid

I = TypeVar("I", bound=str)  # noqa: E741 id
T = TypeVar("T")


def _canonical(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise invalid("not_an_id") from None


# An id in a path or a body, of the kind that is named: `Id[ImageId]`.
Id = Annotated[I, AfterValidator(_canonical), WithJsonSchema({"type": "string", "format": "uuid"})]

# A stored sentence, shown in the language of whoever reads it.
Sentence = Annotated[str, AfterValidator(i18n.tell)]


class RequestModel(BaseModel):
    """A request body: unknown fields and other types are refused, strings are trimmed."""

    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, defer_build=True
    )


# The default of every field of a partial update: none that the document or a caller would see.
ABSENT: Any = Field(default_factory=lambda: None)


class UpdateModel(RequestModel):
    """A partial update: what is left out stays as it is. Every field is declared `= ABSENT`, since
    clients send the defaults that a document declares, and so would change what nobody named.
    """

    def given(self, **options: Any) -> dict[str, Any]:
        """What the caller sent, and only that."""
        return self.model_dump(exclude_unset=True, **options)


class ResponseModel(BaseModel):
    """What an answer holds, read from a record or given by name."""

    model_config = ConfigDict(
        from_attributes=True,
        defer_build=True,
        json_schema_serialization_defaults_required=True,  # every field is always there
    )


class Success(BaseModel, Generic[T]):
    success: Literal[True] = True
    message: str
    data: T


class Pagination(BaseModel, Generic[T]):
    """`next` and `previous` are absolute URLs that keep every filter."""

    count: int
    next: str | None
    previous: str | None
    results: list[T]


class Listing(BaseModel, Generic[T]):
    success: Literal[True] = True
    message: str
    pagination: Pagination[T]


class ErrorDetail(BaseModel):
    """What is wrong with one field: a code that never changes, a sentence for a person, and what
    the sentence is made of.
    """

    field: str
    code: DetailCode
    message: str
    params: dict[str, Param]


class ErrorBody(BaseModel):
    """At most 20 details."""

    code: str
    details: list[ErrorDetail]
    request_id: str


class Failure(BaseModel):
    success: Literal[False] = False
    message: str
    error: ErrorBody
