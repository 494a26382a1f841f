"""The lists, lengths, likes and public faces of results, as results and likes say."""

from collections import Counter
from collections.abc import Collection

from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import Record
from splashmy.results import feed, lists, reviews
from splashmy.results.records import (
    PUBLIC,
    REVIEWS,
    TAKEN_DOWN,
    Count,
    Like,
    Liked,
    ListEntry,
    OwnLike,
    Result,
    Review,
)
from tools.restore.tables import Item, Key, key


def expected(stored: Collection[Item]) -> list[Item]:
    derived: list[Record] = []
    lengths: Counter[Key] = Counter()
    public: Counter[Key] = Counter()
    likers = _likers(stored)
    for item in stored:
        if not _is_result(item):
            continue
        result = Result.from_raw_data(item)
        users = likers.get(result.id, [])
        result.like_count, result.owner_likes = len(users), result.owner_id in users
        derived += [result, *(_own_like(result, UserId(one)) for one in users)]
        for name in lists.holding(result):
            lengths[result.pk, name] += 1
            if name != lists.ALL:
                derived.append(ListEntry(f"{result.pk}#{name}", result.id))
        derived += [Review(name, result.id, owner_id=result.owner_id) for name in _asides(result)]
        if result.in_review:
            public[reviews.COUNTER] += 1
        if result.is_public:
            derived += [feed.published(result, one) for one in feed.partitions_of(result)]
            derived += [_liked(result, UserId(one)) for one in users]
            public.update(feed.counters_of(result))
            for bucket in feed.buckets(result.id):
                lengths.update((f"USER#{one}", f"LIKED#{bucket}") for one in users)
    counts = [Count(*lists.counter(*at), length=length) for at, length in lengths.items()]
    counts += [Count(*at, length=length) for at, length in public.items()]
    return [one.serialize() for one in (*derived, *counts)]


def _asides(result: Result) -> list[str]:
    return [REVIEWS] * result.in_review + [TAKEN_DOWN] * bool(result.taken_down)


def _likers(stored: Collection[Item]) -> dict[str, list[str]]:
    likers: dict[str, list[str]] = {}
    for item in stored:
        if item["pk"]["S"].startswith(Like.key(ResultId(""), UserId(""))[0]):
            result_id = item["pk"]["S"].removeprefix(Like.key(ResultId(""), UserId(""))[0])
            likers.setdefault(result_id, []).append(item["user_id"]["S"])
    return likers


def _own_like(result: Result, user_id: UserId) -> OwnLike:
    at = OwnLike.key(user_id, result.id)
    return OwnLike(*at, result_id=result.id, owner_id=result.owner_id)


def _liked(result: Result, user_id: UserId) -> Liked:
    at = Liked.key(user_id, result.id)
    return Liked(*at, result_id=result.id, owner_id=result.owner_id)


def _is_result(item: Item) -> bool:
    pk, sk = key(item)
    return pk.startswith("USER#") and sk.startswith("RESULT#")


def is_derived(item: Item) -> bool:
    pk, sk = key(item)
    if pk.partition("#")[0] in (PUBLIC, REVIEWS, TAKEN_DOWN) or sk.startswith(
        ("COUNT#", "LIKE#", "LIKED#")
    ):
        return True
    return pk.startswith("USER#") and item.keys() == {"pk", "sk"}
