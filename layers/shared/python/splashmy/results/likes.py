"""Likes of public results; a like stays, unlisted, while its result is private."""

from dataclasses import dataclass

from splashmy.core.errors import Conflict
from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.results import feed, lists
from splashmy.results.records import PUBLIC, Like, Liked, OwnLike, Published, Result
from splashmy.results.visibility import see

AT_ONCE = 19  # likers in one transaction: 5 items each, and a check


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
    except ConditionFailed:
        if seen.has_liked:  # their list may not have followed a change of the result yet
            _move(seen.result, [caller.id], is_public=True)
        raise
    return Likes(wanted, int(seen.result.like_count) + (1 if wanted else -1))


def _write(transaction: Transaction, result: Result, user_id: UserId, wanted: bool) -> None:
    fact = Like(*Like.key(result.id, user_id), user_id=user_id)
    own = OwnLike(*OwnLike.key(user_id, result.id), result_id=result.id, owner_id=result.owner_id)
    if wanted:
        transaction.save(fact, Like.pk.does_not_exist())
        transaction.save(own)
        _list(transaction, result, user_id)
    else:
        transaction.delete(fact, Like.pk.exists())
        transaction.delete(own)
        _unlist(transaction, result, user_id)
    by = 1 if wanted else -1
    counted = [Published.like_count.add(by), Published.rank.add(by * feed.RANK_OF_A_LIKE)]
    feed.change_actions(transaction, result, counted)
    own_like = [Result.owner_likes.set(wanted)] if user_id == result.owner_id else []
    transaction.update(
        Result(*Result.key(result.owner_id, result.id)),
        actions=[Result.like_count.add(by), *own_like],
        condition=Result.is_public == True,  # noqa: E712 a condition of DynamoDB
    )


def _list(transaction: Transaction, result: Result, user_id: UserId) -> None:
    entry = Liked(*Liked.key(user_id, result.id), result_id=result.id, owner_id=result.owner_id)
    transaction.save(entry, Liked.pk.does_not_exist())
    _lengthen(transaction, result.id, user_id, 1)


def _unlist(transaction: Transaction, result: Result, user_id: UserId) -> None:
    transaction.delete(Liked(*Liked.key(user_id, result.id)), Liked.pk.exists())
    _lengthen(transaction, result.id, user_id, -1)


def _lengthen(transaction: Transaction, result_id: ResultId, user_id: UserId, by: int) -> None:
    for bucket in feed.buckets(result_id):
        lists.lengthen(transaction, f"USER#{user_id}", f"LIKED#{bucket}", by)


def likers(result_id: ResultId, most: int | None) -> list[UserId] | None:
    """Who likes a result; None if there are more than `most`."""
    limit = None if most is None else most + 1
    found = Like.query(f"LIKES#{result_id}", limit=limit, consistent_read=True)
    users = [one.user_id for one in found]
    return users if most is None or len(users) <= most else None


def follow(owner_id: UserId, result_id: ResultId, users: list[UserId]) -> None:
    """List a result with those who like it if it is public, and take it off if not."""
    result = Result(*Result.key(owner_id, result_id), id=result_id, owner_id=owner_id)
    is_public = _is_public(result_id)
    for start in range(0, len(users), AT_ONCE):
        _move(result, users[start : start + AT_ONCE], is_public=is_public)


def forget(result_id: ResultId, users: list[UserId]) -> None:
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


def _take_back(own: OwnLike, user_id: UserId) -> None:
    fact = Like(*Like.key(own.result_id, user_id))
    try:
        result = Result.get(*Result.key(own.owner_id, own.result_id), consistent_read=True)
    except Result.DoesNotExist:
        fact.delete()
        own.delete()
        return
    if result.is_public:  # their list may not have followed a change of the result yet
        _move(result, [user_id], is_public=True)

    def write(transaction: Transaction) -> None:
        if result.is_public:
            _write(transaction, result, user_id, False)
            return
        transaction.delete(fact, Like.pk.exists())
        transaction.delete(own)
        private = Result.is_public == False  # noqa: E712 a condition of DynamoDB
        transaction.update(result, [Result.like_count.add(-1)], private)

    transact(write)


def _is_public(result_id: ResultId) -> bool:
    try:
        Published.get(PUBLIC, f"RESULT#{result_id}", consistent_read=True)
    except Published.DoesNotExist:
        return False
    return True


def _move(result: Result, users: list[UserId], *, is_public: bool) -> None:
    """As long as it is so. Those who were moved already refuse: halve until they are alone."""
    exists = Published.pk.exists() if is_public else Published.pk.does_not_exist()

    def write(transaction: Transaction) -> None:
        transaction.condition_check(Published, PUBLIC, f"RESULT#{result.id}", exists)
        for user_id in users:
            (_list if is_public else _unlist)(transaction, result, user_id)

    try:
        transact(write)
    except ConditionFailed as failed:
        if not failed.concerns(Published) and len(users) > 1:
            half = len(users) // 2
            for some in (users[:half], users[half:]):
                _move(result, some, is_public=is_public)
