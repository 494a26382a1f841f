from datetime import timedelta
from typing import Any

import pytest

from functions.processing.like_result.handler import handler as like_result
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.results.records import Liked, Result
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_like_result import a_stale_entry
from tests.functions.processing.test_list_liked_results import liked
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-reconcile_likes"


def reconciled(stack: Stack) -> Any:
    """What tomorrow's run does."""
    return stack.invoke(FUNCTION, {"time": f"{now() + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"})


@pytest.fixture
def bob(accounts: Accounts) -> Account:
    return accounts.new("bob")


@pytest.fixture
def result(client: Client, accounts: Accounts, bob: Account) -> Result:
    """Public, and bob likes it."""
    result = a_result(accounts["ana"], is_public=True)
    client.call(like_result, caller=bob, result_id=result.id)
    return result


def test_right_lists_are_left_alone(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    reconciled(stack)

    assert reconciled(stack)["done"] == 0
    assert liked(client, bob) == (1, [result.id])


def test_an_entry_without_a_like_is_removed(
    stack: Stack, client: Client, accounts: Accounts, bob: Account, result: Result
) -> None:
    reconciled(stack)
    client.call(like_result, caller=bob, result_id=result.id)
    a_stale_entry(result, bob)

    report = reconciled(stack)

    assert report["done"] == 1
    assert liked(client, bob) == (0, [])


def test_a_like_that_is_not_listed_is_listed(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    reconciled(stack)
    client.call(like_result, caller=bob, result_id=result.id, body={"liked": False})
    client.call(like_result, caller=bob, result_id=result.id, body={"liked": True})
    Liked(*Liked.key(bob.id, result.id)).delete()

    report = reconciled(stack)

    assert report["done"] == 1
    assert liked(client, bob)[1] == [result.id]
