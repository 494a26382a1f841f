"""A write of an item that a transaction is on: DynamoDB refuses it, the emulator does not."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from pynamodb.exceptions import UpdateError

from splashmy.core import records
from splashmy.core.aws_errors import error_code
from splashmy.identity.records import User
from tests.dynamodb_calls import Make, made_by
from tests.users import Account, Accounts


class Conflicts:
    """Refuses the next so many updates."""

    def __init__(self, times: int, code: str = "TransactionConflictException") -> None:
        self.left, self.code = times, code

    def __call__(self, operation: str, parameters: Any, make: Make) -> Any:
        if operation != "UpdateItem" or not self.left:
            return make(parameters)
        self.left -= 1
        raise ClientError({"Error": {"Code": self.code, "Message": "Busy."}}, operation)


def _rename(account: Account, times: int) -> None:
    with made_by(Conflicts(times)):
        User(*User.key(account.id)).update([User.first_name.set("Ana")])


@pytest.fixture(autouse=True)
def without_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "pause", lambda *_, **__: None)


def test_a_write_that_meets_a_transaction_is_tried_again(accounts: Accounts) -> None:
    ana = accounts.new()

    _rename(ana, times=records.CONFLICT_TRIES - 1)

    assert User.get(*User.key(ana.id), consistent_read=True).first_name == "Ana"


def test_one_that_never_succeeds_is_told_as_it_is(accounts: Accounts) -> None:
    with pytest.raises(UpdateError) as raised:
        _rename(accounts.new(), times=records.CONFLICT_TRIES)

    assert error_code(raised.value) == "TransactionConflictException"


def test_any_other_refusal_is_told_at_once(accounts: Accounts) -> None:
    ana, conflicts = accounts.new(), Conflicts(times=2, code="ValidationException")

    with pytest.raises(UpdateError), made_by(conflicts):
        User(*User.key(ana.id)).update([User.first_name.set("Ana")])

    assert conflicts.left == 1
