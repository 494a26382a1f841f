"""What a transaction that DynamoDB cancelled becomes; none is sent."""

from typing import Any

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from local.stack import Stack
from splashmy.core import transactions
from splashmy.core.records import CONFLICT_TRIES, ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.records import User


def cancelled(why: str) -> TransactWriteError:
    said: Any = {"Error": {"Code": "TransactionCanceledException", "Message": "Cancelled."}}
    reasons = [CancellationReason(code=why)]
    cause = VerboseClientError(said, "TransactWriteItems", {}, cancellation_reasons=reasons)
    return TransactWriteError("", cause)


class Write:
    """Changes a user, which is cancelled so many times; `tries` counts."""

    def __init__(self, why: str, times: int) -> None:
        self.why, self.times, self.tries = why, times, 0

    def __call__(self, transaction: Transaction) -> None:
        self.tries += 1
        if self.tries <= self.times:
            transaction.update(User("USER#ana", "PROFILE"), [User.first_name.set("Ana")])
            raise cancelled(self.why)


@pytest.fixture(autouse=True)
def nothing_is_sent(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack lends its tables' names."""
    monkeypatch.setattr(Transaction, "_commit", lambda _: None)
    monkeypatch.setattr(transactions, "pause", lambda *_, **__: None)


def test_a_condition_that_fails_says_whose_it_was_and_is_not_tried_again() -> None:
    write = Write("ConditionalCheckFailed", times=9)

    with pytest.raises(ConditionFailed) as raised:
        transact(write)

    assert raised.value.concerns(User)
    assert write.tries == 1


def test_a_conflict_is_tried_again() -> None:
    write = Write("TransactionConflict", times=CONFLICT_TRIES - 1)

    transact(write)

    assert write.tries == CONFLICT_TRIES


@pytest.mark.parametrize(
    ("why", "tries"), [("TransactionConflict", CONFLICT_TRIES), ("ValidationError", 1)]
)
def test_what_never_succeeds_is_told_as_it_is(why: str, tries: int) -> None:
    write = Write(why, times=99)

    with pytest.raises(TransactWriteError):
        transact(write)

    assert write.tries == tries
