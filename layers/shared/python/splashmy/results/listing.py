"""Pages of public results, and of those that a user likes."""

from datetime import datetime
from enum import StrEnum

from splashmy.core.clock import now
from splashmy.core.ids import StyleId, first_id, made_at
from splashmy.core.lists import Page, length_of
from splashmy.core.records import Position, Slice, query_slice, read_together
from splashmy.identity.caller import SignedIn
from splashmy.results import feed
from splashmy.results.feed import Period
from splashmy.results.lists import counter
from splashmy.results.records import PUBLIC, Count, Liked, Published, Result
from splashmy.results.visibility import Seen, see_all

MOST_RANKED = 100  # what one call can read
BEHIND_ALL_IDS = "~"
INDEXES = {
    Period.TODAY: "by_likes_today",
    Period.WEEK: "by_likes_this_week",
    Period.MONTH: "by_likes_this_month",
    Period.ALL: "by_likes",
}


class Order(StrEnum):
    NEWEST = "newest"
    LIKES = "likes"


def public(
    order: Order,
    period: Period,
    visitor: SignedIn | None,
    *,
    style_id: StyleId | None = None,
    author: str | None = None,
    size: int,
    position: Position | None,
) -> Page[Seen]:
    """One Query, and one call for the count and the visitor's own part."""
    moment, name = _asked_at(position), feed.name_list(style_id, author)
    if order is Order.NEWEST:
        found = _newest_public(name, period, moment, size, position)
    else:
        found = _most_liked_public(name, period, moment, size, position)
    owner_id = found.records[0].owner_id if found.records else None
    counted = feed.counter_of(name, period.bucket(moment), owner_id)
    seen, count = see_all(found.records, visitor, counted)
    return Page(seen, count, found.next, found.previous)


def liked(caller: SignedIn, period: Period, *, size: int, position: Position | None) -> Page[Seen]:
    """The caller's likes, the newest result first: one Query and one call beside it."""
    moment, pk = _asked_at(position), f"USER#{caller.id}"
    found = query_slice(
        Liked,
        pk,
        range_key_condition=Liked.sk.between(
            f"LIKED#{first_id(period.start(moment))}", f"LIKED#{BEHIND_ALL_IDS}"
        ),
        size=size,
        position=position,
        consistent=True,
    )
    length, *results = read_together(
        (Count, counter(pk, f"LIKED#{period.bucket(moment)}")),
        *(_shown(one, caller) for one in found.records),
    )
    return Page(_public_ones(results, caller), length_of(length), found.next, found.previous)


def most_liked(
    caller: SignedIn, period: Period, *, size: int, position: Position | None
) -> Page[Seen]:
    """The caller's 100 newest likes, the most liked first: one Query and one call beside it.

    Their order changes with what others do, so no index of one user's can hold it.
    """
    start = int(position.key["offset"]["N"]) if position else 0
    ranked, end = _ranked(caller, period), start + size
    return Page(
        ranked[start:end],
        len(ranked),
        next=_offset(end) if end < len(ranked) else None,
        previous=_offset(max(0, start - size)) if start else None,
    )


def _offset(start: int) -> Position:
    return Position({"offset": {"N": str(start)}})


def _ranked(caller: SignedIn, period: Period) -> list[Seen]:
    since = Liked.sk.between(f"LIKED#{first_id(period.start(now()))}", f"LIKED#{BEHIND_ALL_IDS}")
    pk = f"USER#{caller.id}"
    entries = list(
        Liked.query(pk, since, scan_index_forward=False, limit=MOST_RANKED, consistent_read=True)
    )
    seen = _public_ones(read_together(*(_shown(one, caller) for one in entries)), caller)
    return sorted(seen, key=lambda one: (one.result.like_count, one.result.id), reverse=True)


def _newest_public(
    name: str, period: Period, moment: datetime, size: int, position: Position | None
) -> Slice[Published]:
    first = first_id(period.start(moment))
    since = Published.sk.between(f"RESULT#{first}", f"RESULT#{BEHIND_ALL_IDS}")
    return query_slice(
        Published,
        name,
        range_key_condition=since,
        size=size,
        position=position,
        consistent=True,
    )


def _most_liked_public(
    name: str, period: Period, moment: datetime, size: int, position: Position | None
) -> Slice[Published]:
    return query_slice(
        Published,
        name if period is Period.ALL else f"{name}#{period.bucket(moment)}",
        index_name=INDEXES[period],
        size=size,
        position=position,
    )


def _asked_at(position: Position | None) -> datetime:
    """A cursor stays in the period that it was given in, also past midnight."""
    if position is None:
        return now()
    return made_at(position.key["sk"]["S"].partition("#")[2])


def _shown(entry: Liked, caller: SignedIn) -> tuple[type[Result], tuple[str, str]]:
    if entry.owner_id == caller.id:
        return Result, Result.key(caller.id, entry.result_id)
    return Published, (PUBLIC, f"RESULT#{entry.result_id}")


def _public_ones(results: list[Result | None], caller: SignedIn) -> list[Seen]:
    return [
        Seen(one, is_owner=one.owner_id == caller.id, has_liked=True)
        for one in results
        if one and one.is_public
    ]
