"""Pages of public results, and of those that a user likes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from splashmy.core.clock import now
from splashmy.core.ids import StyleId, first_id, made_at
from splashmy.core.keeping import kept_for_a_moment
from splashmy.core.lists import Page, length_of
from splashmy.core.merging import query_merged
from splashmy.core.records import Position, Slice, query_slice, read_together
from splashmy.core.resources import RESULTS
from splashmy.identity.caller import SignedIn
from splashmy.results import feed
from splashmy.results.feed import Period
from splashmy.results.lists import counter
from splashmy.results.records import Count, Liked, Published, Result
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
    """One Query of each shard, one call for the count, and one for the visitor's own part.

    The first page and the count are as they were at most `feed_max_age` seconds ago; what the
    visitor likes and owns is as it is now.
    """
    name = feed.name_list(style_id, author)
    if position:
        found, count = _read(order, period, name, size, position)
    else:
        found, count = _first(order, period, name, size)
    return Page(see_all(found.records, visitor), count, found.next, found.previous)


@kept_for_a_moment
def _first(order: Order, period: Period, name: str, size: int) -> tuple[Slice[Published], int]:
    return _read(order, period, name, size, None)


def _read(
    order: Order, period: Period, name: str, size: int, position: Position | None
) -> tuple[Slice[Published], int]:
    bucket = period.bucket(moment := _asked_at(position))
    partitions = Published.partitions(name)
    if order is Order.NEWEST:
        found = _newest(partitions, first_id(period.start(moment)), size, position)
    else:
        found = _most_liked(partitions, period, bucket, size, position)
    owner_id = found.records[0].owner_id if found.records else None
    counters = [(Count, feed.counter_of(one, bucket, owner_id)) for one in partitions]
    return found, sum(map(length_of, read_together(*counters)))


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


def _newest(
    partitions: Iterable[str], first: str, size: int, position: Position | None
) -> Slice[Published]:
    return query_merged(
        Published,
        [{"pk": one} for one in partitions],
        order="sk",
        range_key_condition=Published.sk.between(f"RESULT#{first}", f"RESULT#{BEHIND_ALL_IDS}"),
        size=size,
        position=position,
    )


def _most_liked(
    partitions: Iterable[str], period: Period, bucket: str, size: int, position: Position | None
) -> Slice[Published]:
    name = INDEXES[period]
    hash_key = RESULTS.index(name).hash_key
    return query_merged(
        Published,
        [
            {hash_key: one if hash_key == "pk" else f"{one}#{bucket}", "pk": one}
            for one in partitions
        ],
        order="rank",
        index_name=name,
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
    return Published, Published.public_key(entry.result_id)


def _public_ones(results: list[Result | None], caller: SignedIn) -> list[Seen]:
    return [
        Seen(one, is_owner=one.owner_id == caller.id, has_liked=True)
        for one in results
        if one and one.is_public
    ]
