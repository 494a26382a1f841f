"""Of two who reserve money at the same moment, the slower one does not overrun a limit."""

from decimal import Decimal
from uuid import uuid4

import pytest

from splashmy.core.ids import JobId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import transact
from splashmy.provider import budgets
from splashmy.provider.budgets import Charge
from tests.meanwhile import before

CENT = 10_000  # millionths of a dollar
LONG_AGO = "2001-01-01"  # where it is in nobody's way


def charge(owner_id: UserId, shard: int) -> Charge:
    return Charge(owner_id, JobId(f"{uuid4()}"[:-1] + f"{shard}"), LONG_AGO)


def reserve(charge: Charge, limit: Decimal) -> None:
    transact(lambda it: budgets.reserve(it, charge, CENT, own_limit=limit))


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize(
    ("shard_of_other", "limit"),
    [(1, Decimal("0.01")), (0, Decimal(1))],
    ids=["a user's limit", "the deployment's budget"],
)
def test_a_reservation_that_was_checked_before_another_was_made_is_refused(
    monkeypatch: pytest.MonkeyPatch, shard_of_other: int, limit: Decimal
) -> None:
    ana = UserId(uuid4().hex)
    one, other = charge(ana, 0), charge(ana, shard_of_other)
    before(monkeypatch, budgets, "_check", lambda: reserve(other, limit))

    with pytest.raises(ConditionFailed):
        reserve(one, limit)

    transact(lambda it: budgets.settle(it, other, -CENT))
