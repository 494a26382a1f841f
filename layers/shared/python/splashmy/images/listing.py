"""Pages of images, for every list there is."""

from splashmy.core.lists import Page, Place, read_page
from splashmy.images import lists
from splashmy.images.records import Entry, Image, Tally
from splashmy.web import PageQuery


def page(name: str, query: PageQuery) -> Page[Image]:
    """One Query for the entries, one call for their images and the count."""
    found: Page[Image] = read_page(
        Entry,
        name,
        counter=(Tally, Tally.key(name)),
        place=place,
        size=query.page_size,
        position=query.position,
    )
    # An entry may lag behind its image: what left the list meanwhile is not shown.
    listed = [image for image in found.results if name in lists.of(image)]
    return Page(listed, found.count, found.next, found.previous)


def place(entry: Entry) -> Place:
    return Image, Image.key(entry.owner_id, entry.sk)
