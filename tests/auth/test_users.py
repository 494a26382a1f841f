"""Administrators list, rule and shut out users; nobody else does."""

from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_user.handler import handler as get_user
from functions.auth.list_users.handler import handler as list_users
from functions.auth.update_user.handler import handler as update_user
from splashmy.ids import new_id
from splashmy.web import Endpoint
from tests.accounts import Accounts
from tests.auth.flows import PASSWORD, sign_in
from tests.client import Client


def test_users_are_listed_newest_first_with_their_count(client: Client, accounts: Accounts) -> None:
    admin, newest = accounts.new(admin=True), accounts.new()

    first = client.call(list_users, caller=admin, query={"page_size": 1})
    second = client.send(
        "GET",
        first.body["pagination"]["next"],
        headers={"Authorization": f"Bearer {admin.access_token}"},
    )

    assert [one["id"] for one in first.results] == [newest.id]
    assert [one["id"] for one in second.results] == [admin.id]
    assert first.body["pagination"]["count"] >= 2


def test_premium_and_an_own_limit_hold_at_once(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    body = {"is_premium": True, "max_daily_processes": 7}

    answer = client.call(update_user, caller=admin, user_id=ana.id, body=body)

    profile = client.call(get_profile, caller=ana).data
    assert answer.status == 200
    assert (profile["is_premium"], profile["profile"]["max_daily_processes"]) == (True, 7)
    assert client.call(get_user, caller=admin, user_id=ana.id).data == answer.data


def test_a_limit_of_null_is_that_of_the_plan_again(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    client.call(update_user, caller=admin, user_id=ana.id, body={"max_daily_processes": 7})

    client.call(update_user, caller=admin, user_id=ana.id, body={"max_daily_processes": None})

    profile = client.call(get_profile, caller=ana).data
    assert profile["profile"]["max_daily_processes"] == 10


def test_a_disabled_user_is_out_until_enabled_again(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()

    client.call(update_user, caller=admin, user_id=ana.id, body={"is_disabled": True})
    refused = client.call(get_profile, caller=ana), sign_in(client, ana.email, PASSWORD)
    client.call(update_user, caller=admin, user_id=ana.id, body={"is_disabled": False})

    assert [one.status for one in refused] == [401, 401]
    assert client.call(get_profile, caller=ana).status == 401
    assert sign_in(client, ana.email, PASSWORD).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {"max_daily_processes": 0},
        {"is_premium": None},
        {"is_premium": "yes"},
        {"processing_count": 1},
    ],
)
def test_a_malformed_rule_is_refused(
    body: dict[str, Any], client: Client, accounts: Accounts
) -> None:
    admin = accounts.new(admin=True)

    answer = client.call(update_user, caller=admin, user_id=admin.id, body=body)

    assert answer.status == 422


@pytest.mark.parametrize("endpoint", [get_user, update_user])
def test_an_unknown_user_is_not_found(
    endpoint: Endpoint[Any, Any], client: Client, accounts: Accounts
) -> None:
    body: dict[str, Any] | None = {} if endpoint is update_user else None

    answer = client.call(endpoint, caller=accounts.new(admin=True), user_id=new_id(), body=body)

    assert (answer.status, answer.code) == (404, "user_not_found")


@pytest.mark.parametrize("endpoint", [list_users, get_user, update_user])
def test_only_administrators_may(
    endpoint: Endpoint[Any, Any], client: Client, accounts: Accounts
) -> None:
    ana = accounts["ana"]
    body = {"is_premium": True} if endpoint is update_user else None

    answer = client.call(endpoint, caller=ana, user_id=ana.id, body=body)

    assert (answer.status, answer.code) == (403, "admin_required")
