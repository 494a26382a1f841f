"""The shapes of every answer: success, list and error."""

from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

I = TypeVar("I", bound=str)  # noqa: E741 id
T = TypeVar("T")


def _canonical(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise PydanticCustomError("uuid_parsing", "This is not an id.") from None


# An id in a path or a body, of the kind that is named: `Id[ImageId]`.
Id = Annotated[I, AfterValidator(_canonical), WithJsonSchema({"type": "string", "format": "uuid"})]


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

    model_config = ConfigDict(from_attributes=True, defer_build=True)


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


class ErrorBody(BaseModel):
    code: str
    details: list[dict[str, Any]]
    request_id: str


class Failure(BaseModel):
    success: Literal[False] = False
    message: str
    error: ErrorBody
