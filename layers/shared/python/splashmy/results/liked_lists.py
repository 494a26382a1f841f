"""Who likes a result has it in a list, while it is public; both are checked in the transaction."""

from collections.abc import Iterable, Sequence
from itertools import islice

from pynamodb.expressions.condition import Condition

from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import read_together
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.results import feed, lists
from splashmy.results.records import Like, Liked, Published

AT_ONCE = 16  # users in one transaction: 6 items each, and a check


def enter(
    transaction: Transaction, *, owner_id: UserId, result_id: ResultId, user_id: UserId
) -> None:
    """Refused if it is listed already."""
    entry = Liked(*Liked.key(user_id, result_id), result_id=result_id, owner_id=owner_id)
    transaction.save(entry, Liked.pk.does_not_exist())
    _lengthen(transaction, result_id, user_id, 1)


def leave(transaction: Transaction, *, result_id: ResultId, user_id: UserId) -> None:
    """Refused if it is not listed."""
    transaction.delete(Liked(*Liked.key(user_id, result_id)), Liked.pk.exists())
    _lengthen(transaction, result_id, user_id, -1)


def _lengthen(transaction: Transaction, result_id: ResultId, user_id: UserId, by: int) -> None:
    for bucket in feed.buckets(result_id):
        lists.lengthen(transaction, f"USER#{user_id}", f"LIKED#{bucket}", by)


def follow(owner_id: UserId, result_id: ResultId, users: Iterable[UserId]) -> bool:
    """Let the lists of these users say what is so; whether one of them did not."""
    remaining, changed = iter(users), False
    while some := list(islice(remaining, AT_ONCE)):
        changed |= _follow(owner_id, result_id, some)
    return changed


@optimistic  # whoever likes, unlikes, publishes or hides meanwhile is looked at anew
def _follow(owner_id: UserId, result_id: ResultId, users: Sequence[UserId]) -> bool:
    public = Published.public_key(result_id)
    facts = [(Like, Like.key(result_id, one)) for one in users]
    entries = [(Liked, Liked.key(one, result_id)) for one in users]
    is_public, *found = map(bool, read_together((Published, public), *facts, *entries))
    said = list(zip(users, found[: len(users)], found[len(users) :], strict=True))
    wrong = [(one, likes) for one, likes, is_listed in said if (is_public and likes) != is_listed]

    def write(transaction: Transaction) -> None:
        transaction.condition_check(Published, *public, _exists(Published, is_public))
        for user_id, likes in wrong:
            fact = Like.key(result_id, user_id)
            transaction.condition_check(Like, *fact, _exists(Like, likes))
            if is_public and likes:
                enter(transaction, owner_id=owner_id, result_id=result_id, user_id=user_id)
            else:
                leave(transaction, result_id=result_id, user_id=user_id)

    if wrong:
        transact(write)
    return bool(wrong)


def _exists(kind: type[Published | Like], expected: bool) -> Condition:
    condition: Condition = kind.pk.exists() if expected else kind.pk.does_not_exist()
    return condition
