"""Likes of public results; a like stays, unlisted, while its result is private."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from splashmy.core.clock import day, now
from splashmy.core.errors import Conflict
from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import ConditionFailed, read_together
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.results import feed, liked_lists
from splashmy.results.records import (
    Like,
    Liked,
    LikerDay,
    OwnLike,
    Published,
    Result,
)
from splashmy.results.visibility import see

LIKER_DAYS_KEPT = timedelta(days=10)


class ResultNotPublic(Conflict):
    message = "Only a public result can be liked."


@dataclass(frozen=True)
class Likes:
    liked: bool
    like_count: int


@optimistic
def like(result_id: ResultId, caller: SignedIn, wanted: bool | None) -> Likes:
    """Like a result or not, or the other of both when `wanted` is None; how it is then."""
    seen = see(result_id, caller)
    if not seen.result.is_public:
        raise ResultNotPublic
    wanted = not seen.has_liked if wanted is None else wanted
    if wanted == seen.has_liked:
        return Likes(wanted, int(seen.result.like_count))
    try:
        transact(lambda transaction: _write(transaction, seen.result, caller.id, wanted))
    except ConditionFailed as failed:
        if failed.concerns(Liked):  # their list has not followed an earlier change yet
            liked_lists.follow(seen.result.owner_id, result_id, [caller.id])
        raise
    return Likes(wanted, int(seen.result.like_count) + (1 if wanted else -1))


def _write(transaction: Transaction, result: Result, user_id: UserId, wanted: bool) -> None:
    fact = Like(*Like.key(result.id, user_id), user_id=user_id)
    own = OwnLike(*OwnLike.key(user_id, result.id), result_id=result.id, owner_id=result.owner_id)
    if wanted:
        transaction.save(fact, Like.pk.does_not_exist())
        transaction.save(own)
        liked_lists.enter(
            transaction, owner_id=result.owner_id, result_id=result.id, user_id=user_id
        )
    else:
        transaction.delete(fact, Like.pk.exists())
        transaction.delete(own)
        liked_lists.leave(transaction, result_id=result.id, user_id=user_id)
    moment = now()
    transaction.save(
        LikerDay(
            LikerDay.of(day(moment)),
            user_id,
            expires_at=int((moment + LIKER_DAYS_KEPT).timestamp()),
        )
    )
    by = 1 if wanted else -1
    counted = [Published.like_count.add(by), Published.rank.add(by * feed.RANK_OF_A_LIKE)]
    feed.change_actions(transaction, result, counted)
    own_like = [Result.owner_likes.set(wanted)] if user_id == result.owner_id else []
    transaction.update(
        Result(*Result.key(result.owner_id, result.id)),
        actions=[Result.like_count.add(by), *own_like],
        condition=Result.is_public == True,  # noqa: E712 a condition of DynamoDB
    )


def likers(result_id: ResultId, *, after: UserId | None = None) -> Iterator[UserId]:
    """Who likes a result, in an order that stays; as many Queries as are used."""
    behind = Like.sk > f"USER#{after}" if after else None
    found = Like.query(f"LIKES#{result_id}", behind, consistent_read=True)
    return (one.user_id for one in found)


def forget(result_id: ResultId, users: Sequence[UserId]) -> None:
    """Remove the likes of a result that is gone and in nobody's list."""
    with OwnLike.batch_write() as own:
        for user_id in users:
            own.delete(OwnLike(*OwnLike.key(user_id, result_id)))
    with Like.batch_write() as batch:
        for user_id in users:
            batch.delete(Like(*Like.key(result_id, user_id)))


def take_back(user_id: UserId) -> None:
    """Every like of a user who leaves, also of results that are private now. Safe to repeat."""
    pk, of_kind = f"USER#{user_id}", OwnLike.sk.startswith("LIKE#")
    for one in list(OwnLike.query(pk, of_kind, consistent_read=True)):
        _take_back(one, user_id)
    with LikerDay.batch_write() as batch:
        for back in range(LIKER_DAYS_KEPT.days + 1):
            batch.delete(LikerDay(LikerDay.of(day(now() - timedelta(days=back))), user_id))


@optimistic
def _take_back(own: OwnLike, user_id: UserId) -> None:
    fact = Like(*Like.key(own.result_id, user_id))
    result, known = read_together(
        (Result, Result.key(own.owner_id, own.result_id)), (Like, (fact.pk, fact.sk))
    )
    if result is None or known is None:
        fact.delete()
        own.delete()
        return
    liked_lists.follow(own.owner_id, own.result_id, [user_id])

    def write(transaction: Transaction) -> None:
        if result.is_public:
            _write(transaction, result, user_id, False)
            return
        transaction.delete(fact, Like.pk.exists())
        transaction.delete(own)
        private = Result.is_public == False  # noqa: E712 a condition of DynamoDB
        transaction.update(result, [Result.like_count.add(-1)], private)

    transact(write)
