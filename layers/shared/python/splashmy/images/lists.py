"""The lists that an image is in, derived from what it is, and moved with it."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from splashmy.core import folding
from splashmy.core.clock import day
from splashmy.core.ids import UserId
from splashmy.core.transactions import Transaction
from splashmy.images import tags
from splashmy.images.records import Entry, Image, Tally

PUBLIC = "PUBLIC"
REVIEWS = "REVIEWS"
TAKEN_DOWN = "TAKEN_DOWN"
UNFINISHED = "UNFINISHED"
CASCADES = "CASCADES"
HALF_LISTED = "HALF_LISTED"
UNCOUNTED = (UNFINISHED, CASCADES, HALF_LISTED, "DELETED#")
MOVES_AT_ONCE = 45  # each is two items of a transaction, which takes 100
LAST = ("#TAG#", "#WORD#")
MOST_PARTS = 400
LONGEST_WORD = 150  # characters that tell words apart; a key takes 1024 bytes
ReviewKind = Literal["rejected", "appealed", "reported"]
Moves = dict[str, int]  # by the name of a list: 1 into it, -1 out of it


def of_user(owner_id: UserId) -> str:
    return f"USER#{owner_id}#IMAGES"


def of_status(owner_id: UserId, status: str) -> str:
    return f"{of_user(owner_id)}#STATUS#{status}"


def of_tag(owner_id: UserId, slug: str) -> str:
    return f"{of_user(owner_id)}#TAG#{slug}"


def of_word(owner_id: UserId, word: str) -> str:
    return f"{of_user(owner_id)}#WORD#{word[:LONGEST_WORD]}"


def public_with(slug: str) -> str:
    return f"{PUBLIC}#TAG#{slug}"


def deleted_on(date: str) -> str:
    return f"DELETED#{date}"


def reviews_of(kind: ReviewKind) -> str:
    return f"{REVIEWS}#{kind}"


def review_kind(image: Image) -> ReviewKind:
    """Why a person shall look at it."""
    if image.status != "rejected":
        return "reported"
    return "appealed" if "appeal" in image.rejection else "rejected"


def searchable(image: Image) -> set[str]:
    """Words of the title and the file name are found by what they begin with, too. Every part is
    two more items to write, so there is a limit; a description comes last.
    """
    named = folding.parts(f"{image.title} {image.original_filename}", prefixes=True)
    described = folding.parts(image.description)
    return set([*named, *described][:MOST_PARTS])


def of(image: Image) -> set[str]:
    """The names of all lists that this image belongs in."""
    if image.is_deleted:
        deleted = deleted_on(day(image.deleted_at))
        return {deleted} if image.results_deleted else {deleted, CASCADES}
    owner = image.owner_id
    names = {of_user(owner), of_status(owner, image.status)}
    slugs = {tags.slug(tag["name"]) for tag in image.tags}
    names |= {of_tag(owner, slug) for slug in slugs}
    names |= {of_word(owner, word) for word in searchable(image)}
    if image.status in ("awaiting_upload", "processing"):
        names.add(UNFINISHED)
    if image.in_review:
        names |= {REVIEWS, reviews_of(review_kind(image))}
    if image.taken_down:
        names.add(TAKEN_DOWN)
    if image.is_public and image.status == "ready":
        names |= {PUBLIC, *map(public_with, slugs)}
    return names


def moves(before: set[str], after: set[str]) -> Moves:
    return dict.fromkeys(before - after, -1) | dict.fromkeys(after - before, 1)


def combine(pending: Moves, new: Moves) -> tuple[Moves, Moves]:
    """What to move now and what later: finding by word or tag may lag, nothing else does."""
    total = Counter(pending)
    total.update(new)
    names = sorted((name for name in total if total[name]), key=_urgency)
    now, later = names[:MOVES_AT_ONCE], names[MOVES_AT_ONCE:]
    return {name: total[name] for name in now}, {name: total[name] for name in later}


def _urgency(name: str) -> tuple[bool, ...]:
    return tuple(part in name for part in reversed(LAST))


def move(transaction: Transaction, image: Image, moves: Moves) -> None:
    for name, step in moves.items():
        entry = Entry(name, image.id, owner_id=image.owner_id)
        if step > 0:
            transaction.save(entry)
        else:
            transaction.delete(entry)


def note_rest(transaction: Transaction, image: Image, *, had_rest: bool) -> None:
    """Keep the images together that are still to be moved, for whoever has to end that."""
    entry = Entry(HALF_LISTED, image.id, owner_id=image.owner_id)
    if image.pending_lists and not had_rest:
        transaction.save(entry)
    elif had_rest and not image.pending_lists:
        transaction.delete(entry)


def count(transaction: Transaction, moves: Moves, stored_bytes: Mapping[str, int]) -> None:
    """Move the tallies of lists; `stored_bytes` is by how much those of a list change."""
    for name in moves.keys() | stored_bytes.keys():
        step, size = moves.get(name, 0), stored_bytes.get(name, 0)
        if not name.startswith(UNCOUNTED) and (step or size):
            tally = Tally(*Tally.key(name))
            transaction.update(tally, [Tally.length.add(step), Tally.stored_bytes.add(size)])
