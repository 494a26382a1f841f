"""Pages of the images that are in several lists at once: one is walked, the others filter it."""

from dataclasses import dataclass

from splashmy.core.lists import Page, length_of
from splashmy.core.records import Position, query_slice, read_together
from splashmy.images import listing, lists
from splashmy.images.records import Entry, Image, Tally
from splashmy.web import PageQuery

WALKED = 99  # entries for one page: with a tally, what one call takes


@dataclass(frozen=True)
class Walk:
    """What was found of a list: all that fits, or what comes after or before a position of it.

    `before` and `after` are where the list goes on.
    """

    name: str
    images: list[Image]
    length: int
    is_whole: bool
    before: Position | None
    after: Position | None

    @property
    def count(self) -> int:
        return len(self.images) if self.is_whole else self.length

    def at(self, image: Image, *, backward: bool = False) -> Position:
        """A key without `pk` says that the list was walked whole, and should be again."""
        key = {"sk": {"S": image.id}}
        return Position(key if self.is_whole else key | {"pk": {"S": self.name}}, backward)


def page(names: list[str], query: PageQuery) -> Page[Image]:
    """One Query of the first list, one call for its images, however long the lists are.

    With `WALKED` entries at most in the first list everything is exact. With more, a page may be
    short although there is a next one, and `count` is that of the first list.
    """
    if len(names) == 1:
        return listing.page(names[0], query)
    walk = _walk(names, query.position)
    shown = _shown(walk, query)
    following, preceding = walk.after, walk.before
    if shown and shown[-1] is not walk.images[-1]:
        following = walk.at(shown[-1])
    if shown and shown[0] is not walk.images[0]:
        preceding = walk.at(shown[0], backward=True)
    return Page(shown, walk.count, following, preceding)


def _walk(names: list[str], position: Position | None) -> Walk:
    first, begun = names[0], position if position and "pk" in position.key else None
    found = query_slice(Entry, first, size=WALKED, position=begun, consistent=True)
    is_whole = begun is None and found.next is None
    if position and not begun and not is_whole:  # it has grown since
        return _walk(names, Position({"pk": {"S": first}, **position.key}, position.backward))
    tally, *images = read_together((Tally, Tally.key(first)), *map(listing.place, found.records))
    matching = [image for image in images if image and lists.of(image).issuperset(names)]
    length = length_of(tally)
    return Walk(first, matching, length, is_whole, found.previous, found.next)


def _shown(walk: Walk, query: PageQuery) -> list[Image]:
    """The page itself: next to the position, of all that was found on its side."""
    position, images = query.position, walk.images
    if not position:
        return images[: query.page_size]
    start = position.key["sk"]["S"]
    if position.backward:
        return [image for image in images if image.id > start][-query.page_size :]
    return [image for image in images if image.id < start][: query.page_size]
