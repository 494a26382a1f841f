"""Pages of images, for every list there is."""

from dataclasses import dataclass

from splashmy.core.records import Position, query_slice, read_together
from splashmy.images import lists
from splashmy.images.records import Entry, Image, Tally
from splashmy.web import PageQuery


@dataclass(frozen=True)
class ImagePage:
    """`count` is of the whole list."""

    images: list[Image]
    count: int
    next: Position | None
    previous: Position | None


def page(name: str, query: PageQuery) -> ImagePage:
    """One Query for the entries, one call for their images and the count."""
    found = query_slice(Entry, name, size=query.page_size, position=query.position, consistent=True)
    keys = [(Image, Image.key(entry.owner_id, entry.sk)) for entry in found.records]
    tally, *images = read_together((Tally, Tally.key(name)), *keys)
    listed = [image for image in images if image and name in lists.of(image)]
    return ImagePage(listed, int(tally.images) if tally else 0, found.next, found.previous)
