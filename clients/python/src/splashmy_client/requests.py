"""A call of the API as a value: what to send, and what kind of answer comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeVar
from uuid import uuid4

from pydantic import TypeAdapter

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Request(Generic[Answer]):
    """One call, answered with one `Answer`.

    The same `key` is sent with every repetition of a request that creates something, so that it
    is made once, whatever got lost on the way. One that is not `is_signed` needs no token.
    """

    method: str
    path: str
    answer: TypeAdapter[Answer]
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    takes_key: bool = False
    is_signed: bool = True
    key: str = field(default_factory=lambda: str(uuid4()))

    def with_key(self, key: str | None) -> Self:
        """The same with this key, or with its own for None."""
        return replace(self, key=key) if key else self

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does no more than sending it once."""
        return self.method != "POST" or self.takes_key


@dataclass(frozen=True)
class ListRequest(Request[Answer]):
    """One call, answered with a page of many."""


@dataclass(frozen=True)
class Page(Generic[Answer]):
    """`count` is of all pages. `next` is the address of the page after this one; `retry_after`, in
    seconds, says that there may be more later.
    """

    count: int
    results: list[Answer]
    next: str | None
    retry_after: float | None = None


@dataclass(frozen=True)
class Reply(Generic[Answer]):
    """`answer` is None if nothing changed since `etag`. `retry_after` is in seconds."""

    answer: Answer | None
    etag: str | None
    retry_after: float | None
