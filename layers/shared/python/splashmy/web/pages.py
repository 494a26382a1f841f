"""Pages of a list that is small enough to be read whole: by number, or by cursor."""

from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from splashmy.core.errors import InvalidRequest
from splashmy.core.records import Position
from splashmy.web import Page, PageQuery
from splashmy.web.queries import Digits

T = TypeVar("T")
U = TypeVar("U")


class NumberedQuery(PageQuery):
    page: Annotated[int, Field(ge=1, le=1000), Digits] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.page is not None and self.cursor is not None:
            raise InvalidRequest.field("page", "cursor_and_page")
        return self


def paged(items: list[T], query: PageQuery) -> Page[T]:
    """The page that `query` asks for; its neighbours are given in the way that it was asked for."""
    number = query.page if isinstance(query, NumberedQuery) else None
    start = (number - 1) * query.page_size if number else _offset(query.position)
    end = start + query.page_size
    after, before = end < len(items), start > 0
    if number:
        last = max(1, -(-len(items) // query.page_size))
        return Page(
            results=items[start:end],
            count=len(items),
            next=number + 1 if after else None,
            previous=min(number - 1, last) if before else None,
        )
    return Page(
        results=items[start:end],
        count=len(items),
        next=_position(end) if after else None,
        previous=_position(max(0, start - query.page_size)) if before else None,
    )


def _offset(position: Position | None) -> int:
    return int(position.key["offset"]["N"]) if position else 0


def _position(offset: int) -> Position:
    return Position({"offset": {"N": str(offset)}})
