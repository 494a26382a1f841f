"""The public tags: what administrators curate, and what public images carry."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import ReservedId
from splashmy.core.lists import Page, length_of
from splashmy.core.records import ConditionFailed, query_slice, read_together
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.images import lists, tags
from splashmy.images.records import Image, Tag, Tally
from splashmy.web import PageQuery

ALL = "TAGS"
REMOVED = "REMOVED_TAGS"


class TagNotFound(NotFound):
    message = "Tag not found."


class TagExists(Conflict):
    message = "This tag exists already."


@dataclass(frozen=True)
class CountedTag:
    """A tag, and how many public images carry it."""

    name: str
    slug: str
    description: str
    image_count: int


def page(query: PageQuery) -> Page[CountedTag]:
    """By slug; one Query for the tags, one call for the counts."""
    found = query_slice(
        Tag, ALL, size=query.page_size, position=query.position, descending=False, consistent=True
    )
    names = [ALL, *(lists.public_with(tag.sk) for tag in found.records)]
    all_tags, *tallies = read_together(*((Tally, Tally.key(name)) for name in names))
    counted = [_counted(*pair) for pair in zip(found.records, tallies, strict=True)]
    return Page(counted, length_of(all_tags), found.next, found.previous)


@optimistic  # who forgets or removes it meanwhile has taken it out of the count
def curate(name: str, description: str, new_id: ReservedId) -> CountedTag:
    """Take a tag into the vocabulary for good, also one that was only seen on images."""
    slug = tags.slug(name)
    known, tally = read_together((Tag, Tag.key(slug)), (Tally, Tally.key(lists.public_with(slug))))
    if known and known.is_curated and known.request_id != new_id.value:
        raise TagExists
    if not known:
        Tag(*_removed(slug)).delete()
        _remember(slug, name)
    tag = Tag(*Tag.key(slug))
    tag.update(
        [
            Tag.name.set(name),
            Tag.description.set(description),
            Tag.is_curated.set(True),
            Tag.request_id.set(new_id.value),
        ],
        Tag.pk.exists(),
    )
    return _counted(tag, tally)


def learn(image: Image) -> None:
    """Take the tags of a public image into the vocabulary, but for those that were removed."""
    if lists.PUBLIC not in lists.of(image):
        return
    names = {tags.slug(tag["name"]): tag["name"] for tag in image.tags}
    read = read_together(
        *((Tag, place) for slug in names for place in (Tag.key(slug), _removed(slug)))
    )
    for (slug, name), known, removed in zip(names.items(), read[::2], read[1::2], strict=True):
        if known is None and removed is None:
            _remember(slug, name)


def remove(slug: str) -> None:
    """Take a tag out for good: public images that carry it do not bring it back."""

    def write(transaction: Transaction) -> None:
        transaction.delete(Tag(*Tag.key(slug)), Tag.pk.exists())
        transaction.save(Tag(*_removed(slug), name=slug))
        transaction.update(Tally(*Tally.key(ALL)), [Tally.length.add(-1)])

    try:
        transact(write)
    except ConditionFailed:
        raise TagNotFound from None


def unused() -> list[Tag]:
    """Tags that no public image carries, but for the curated ones; a few calls."""
    known = [tag for tag in Tag.query(ALL, consistent_read=True) if not tag.is_curated]
    chunks = [known[start : start + 100] for start in range(0, len(known), 100)]
    return [tag for chunk in chunks for tag in _unused_of(chunk)]


def _unused_of(known: list[Tag]) -> list[Tag]:
    tallies = read_together(*((Tally, Tally.key(lists.public_with(tag.sk))) for tag in known))
    return [tag for tag, tally in zip(known, tallies, strict=True) if not length_of(tally)]


def forget(tag: Tag) -> None:
    """Drop a tag that no public image carries any more; not one that is curated."""

    tally = Tally.key(lists.public_with(tag.sk))

    def write(transaction: Transaction) -> None:
        unused = Tally.length.does_not_exist() | (Tally.length == 0)
        transaction.condition_check(Tally, *tally, condition=unused)
        transaction.delete(tag, Tag.is_curated == False)  # noqa: E712 a condition of DynamoDB
        transaction.update(Tally(*Tally.key(ALL)), [Tally.length.add(-1)])

    _if_still_so(write)


def _remember(slug: str, name: str) -> None:
    def write(transaction: Transaction) -> None:
        transaction.save(Tag(*Tag.key(slug), name=name), Tag.pk.does_not_exist())
        transaction.update(Tally(*Tally.key(ALL)), [Tally.length.add(1)])

    _if_still_so(write)


def _removed(slug: str) -> tuple[str, str]:
    return REMOVED, slug


def _if_still_so(write: Callable[[Transaction], None]) -> None:
    with suppress(ConditionFailed):
        transact(write)


def _counted(tag: Tag, tally: Tally | None) -> CountedTag:
    return CountedTag(tag.name, tag.sk, tag.description, length_of(tally))
