"""Of who leaves nothing is left but a receipt, wherever a step dies and goes on."""

import contextlib
from collections.abc import Callable

import pytest

from functions.processing.get_result.handler import handler as get_result
from functions.processing.set_result_visibility.handler import handler as set_visibility
from local.stack import Stack
from splashmy.accounts import deletion, erasure
from splashmy.accounts.records import Members
from splashmy.core.ids import UserId
from splashmy.identity.records import User
from splashmy.images import reconciliation
from splashmy.styles import counters
from tests.client import Client
from tests.factories.belongings import OfOthers, leave_traces_everywhere
from tests.faults.dying import Killed, Worker
from tests.functions.auth.traces import traces
from tests.users import Account, Accounts

Leave = Callable[[Stack, Account], None]

STEPS = ("close_account", "erase_account", "conclude_deletion")
NOBODY_NEEDS_SO_MANY = 500  # writes


def leave_step_by_step(stack: Stack, user: Account) -> None:
    for step in STEPS:
        stack.invoke(f"splashmy-local-auth-{step}", {"user_id": user.id})


def leave_dying_at_every_write(_: Stack, user: Account) -> None:
    """Each step dies after 1, 2, ... 12 writes by turns, and is begun again until it ends."""
    steps: list[Callable[[UserId], object]] = [deletion.close, erasure.erase, deletion.conclude]
    for step in steps:
        for attempt in range(NOBODY_NEEDS_SO_MANY):
            worker = Worker(dies_before=2 + attempt % 12)
            with contextlib.suppress(Killed), worker.mortal():
                step(user.id)
                break
        else:
            raise AssertionError(f"{step} never ends")


@pytest.mark.parametrize("leave", [leave_step_by_step, leave_dying_at_every_write])
def test_nothing_is_left_and_what_others_have_is_right(
    leave: Leave, client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana, bob = accounts.new(), accounts.new()
    touched = leave_traces_everywhere(client, stack, ana, bob)
    members = Members.get("MEMBERS", "COUNT", consistent_read=True).length
    drifted = set(reconciliation.report())
    assert len(traces(stack, ana.id, ana.email, ana.username)) > 50

    leave(stack, ana)

    assert traces(stack, ana.id, ana.email, ana.username) == []
    _check_receipt(ana)
    _check_what_bob_has(client, bob, touched)
    assert Members.get("MEMBERS", "COUNT", consistent_read=True).length == members - 1
    assert set(reconciliation.report()) <= drifted
    leave(stack, ana)
    assert traces(stack, ana.id, ana.email, ana.username) == []


def _check_receipt(user: Account) -> None:
    receipt = User.get(*User.key(user.id), consistent_read=True).to_simple_dict()
    said = {name for name, value in receipt.items() if value}
    assert said == {"pk", "sk", "id", "is_disabled", "created_at", "updated_at", "deleted_at"}


def _check_what_bob_has(client: Client, bob: Account, touched: OfOthers) -> None:
    client.call(set_visibility, caller=bob, result_id=touched.hidden.id)
    for result in (touched.public, touched.hidden):
        assert client.call(get_result, caller=bob, result_id=result.id).data["like_count"] == 0
    totals = counters.totals(touched.style.id)
    assert (totals.rating_sum, totals.total_ratings, totals.favorite_count) == (4, 1, 1)
