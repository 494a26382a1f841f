"""Where results that wait for a person, and those that were taken down, are found.

Both follow from the result itself: `in_review` and `taken_down`.
"""

from splashmy.core.ids import ResultId
from splashmy.core.lists import Place
from splashmy.core.records import read_together
from splashmy.core.transactions import Transaction
from splashmy.results.lists import counter, lengthen
from splashmy.results.records import (
    PUBLIC,
    REVIEWS,
    TAKEN_DOWN,
    Published,
    Result,
    ResultNotFound,
    Review,
)
from splashmy.results.visibility import own

COUNTER = counter(PUBLIC, REVIEWS)


def found(result_id: ResultId) -> Result:
    """A result that an administrator may look at: public, in review or taken down; two calls."""
    public: Place = (Published, Published.public_key(result_id))
    entry = next((one for one in read_together(public, *_places(result_id)) if one), None)
    if entry is None:
        raise ResultNotFound
    return own(entry.owner_id, result_id)


def move(transaction: Transaction, before: Result | None, after: Result | None) -> None:
    """Into or out of both lists; None is a result that is not there."""
    was, now = bool(before and before.in_review), bool(after and after.in_review)
    _set(transaction, REVIEWS, before or after, was=was, now=now)
    if was != now:
        lengthen(transaction, PUBLIC, REVIEWS, 1 if now else -1)
    was, now = bool(before and before.taken_down), bool(after and after.taken_down)
    _set(transaction, TAKEN_DOWN, before or after, was=was, now=now)


def _places(result_id: ResultId) -> list[Place]:
    return [(Review, (REVIEWS, result_id)), (Review, (TAKEN_DOWN, result_id))]


def _set(
    transaction: Transaction, name: str, result: Result | None, *, was: bool, now: bool
) -> None:
    if result is None or was == now:
        return
    entry = Review(name, result.id, owner_id=result.owner_id)
    if now:
        transaction.save(entry)
    else:
        transaction.delete(entry)
