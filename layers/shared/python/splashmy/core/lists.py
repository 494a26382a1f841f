"""Lists with an exact length: entries in one partition, and a counter that moves with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pynamodb.expressions.condition import Condition

from splashmy.core.records import Position, Record, query_slice, read_together

E = TypeVar("E", bound=Record)
T = TypeVar("T")
U = TypeVar("U")

# Which record, and where it is.
Place = tuple[type[Record], tuple[str, str]]


@dataclass(frozen=True)
class Page(Generic[T]):
    """What a list shows at once. `count` is of the whole list; `next` and `previous` are positions,
    or page numbers, None at either end.
    """

    results: list[T]
    count: int
    next: Position | int | None = None
    previous: Position | int | None = None

    def map(self, show: Callable[[T], U]) -> "Page[U]":
        return Page([show(one) for one in self.results], self.count, self.next, self.previous)


def read_page(
    entries: type[E],
    partition: str,
    *,
    counter: Place,
    place: Callable[[E], Place],
    size: int,
    position: Position | None = None,
    range_key_condition: Condition | None = None,
) -> Page[Any]:
    """The records that a page of entries stands for, newest first: one Query for the entries, one
    BatchGetItem for the records and the counter. A record that is gone is left out.
    """
    found = query_slice(
        entries,
        partition,
        range_key_condition=range_key_condition,
        size=size,
        position=position,
        consistent=True,
    )
    length, *records = read_together(counter, *map(place, found.records))
    listed = [one for one in records if one]
    return Page(listed, length_of(length), found.next, found.previous)


def length_of(counter: Any) -> int:
    """The `length` of a counter; 0 while there is none."""
    return int(counter.length) if counter else 0
