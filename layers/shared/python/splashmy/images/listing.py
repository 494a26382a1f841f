"""Pages of images, for every list there is."""

from splashmy.core.keeping import kept_for_a_moment
from splashmy.core.lists import Page, Place, read_page
from splashmy.core.records import Position
from splashmy.images import lists
from splashmy.images.records import Entry, Image, Tally
from splashmy.web import PageQuery


def page(name: str, query: PageQuery) -> Page[Image]:
    """One Query for the entries, one call for their images and the count."""
    return _read(name, query.page_size, query.position)


def public_page(name: str, query: PageQuery) -> Page[Image]:
    """The same; the first page is as it was at most `feed_max_age` seconds ago."""
    return page(name, query) if query.position else _first(name, query.page_size)


@kept_for_a_moment
def _first(name: str, size: int) -> Page[Image]:
    return _read(name, size, None)


def _read(name: str, size: int, position: Position | None) -> Page[Image]:
    found: Page[Image] = read_page(
        Entry,
        name,
        counter=(Tally, Tally.key(name)),
        place=place,
        size=size,
        position=position,
    )
    # An entry may lag behind its image: what left the list meanwhile is not shown.
    listed = [image for image in found.results if name in lists.of(image)]
    return Page(listed, found.count, found.next, found.previous)


def place(entry: Entry) -> Place:
    return Image, Image.key(entry.owner_id, entry.sk)
