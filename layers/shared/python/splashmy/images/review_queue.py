"""What waits for a person: images and results as one list."""

from typing import Any, cast

from splashmy.core.lists import Page, Place, length_of
from splashmy.core.records import Position, Slice, query_slice, read_together
from splashmy.images import lists
from splashmy.images.lists import ReviewKind
from splashmy.images.records import Entry, Image, Tally
from splashmy.images.schemas import ReviewAnswer
from splashmy.results import reviews
from splashmy.results.records import REVIEWS, Count, Result, Review

Waiting = Entry | Review


def page(kind: ReviewKind | None, *, size: int, position: Position | None) -> Page[Image | Result]:
    """Newest first: one Query of each table, and one call for all that is shown and how many."""
    name = lists.reviews_of(kind) if kind else lists.REVIEWS
    images = _waiting(Entry, name, size, position)
    results = _waiting(Review, REVIEWS, size, position) if kind in (None, "reported") else []
    found, following, preceding = _merged(images, results, size, position)
    counters: list[Place] = [(Tally, Tally.key(name))]
    counters += [(Count, reviews.COUNTER)] if kind in (None, "reported") else []
    read = read_together(*counters, *map(_place, found))
    count = sum(map(length_of, read[: len(counters)]))
    shown = [one for one in read[len(counters) :] if one and one.in_review]
    return Page(shown, count, following, preceding)


def show(waiting: Image | Result) -> ReviewAnswer:
    if isinstance(waiting, Result):
        return ReviewAnswer.of_result(waiting)
    return ReviewAnswer.of(waiting)


def _waiting(
    entries: type[Waiting], name: str, size: int, position: Position | None
) -> list[Waiting]:
    """One more than a page, from the position on, which both tables understand."""
    key = {"pk": {"S": name}, "sk": position.key["sk"]} if position else {}
    begun = Position(key, position.backward) if position else None
    found = cast(
        "Slice[Waiting]", query_slice(entries, name, size=size + 1, position=begun, consistent=True)
    )
    return found.records


def _merged(
    images: list[Waiting], results: list[Waiting], size: int, position: Position | None
) -> tuple[list[Waiting], Position | None, Position | None]:
    """A page of both, and the positions of its neighbours. Ids tell by when they were made."""
    found = sorted([*images, *results], key=lambda one: str(one.sk), reverse=True)
    backward = position is not None and position.backward
    shown = found[-size:] if backward else found[:size]
    more = len(found) > size
    after = bool(shown) and (more or backward)
    before = bool(shown) and position is not None and (more or not backward)
    return (
        shown,
        Position({"sk": {"S": shown[-1].sk}}) if after else None,
        Position({"sk": {"S": shown[0].sk}}, backward=True) if before else None,
    )


def _place(waiting: Waiting) -> Place:
    if isinstance(waiting, Review):
        return Result, Result.key(waiting.owner_id, waiting.sk)
    key: Any = Image.key(waiting.owner_id, waiting.sk)
    return Image, key
