"""What administrators change of a user holds from the next call on."""

from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_user.handler import handler as get_user
from functions.auth.update_user.handler import handler as update_user
from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from splashmy.core.ids import UserId, new_id
from tests.client import Client
from tests.functions.auth.flows import PASSWORD, sign_in
from tests.users import Accounts


def test_premium_and_an_own_limit_hold_at_once(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    body = {"is_premium": True, "max_daily_processes": 7}

    answer = client.call(update_user, caller=admin, user_id=ana.id, body=body)

    profile = client.call(get_profile, caller=ana).data
    assert answer.status == 200
    assert (profile["is_premium"], profile["profile"]["max_daily_processes"]) == (True, 7)
    assert client.call(get_user, caller=admin, user_id=ana.id).data == answer.data


def test_a_limit_of_0_allows_no_job(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()

    answer = client.call(update_user, caller=admin, user_id=ana.id, body={"max_daily_processes": 0})

    asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
    job = client.call(create_job, caller=ana, body=asked)
    quota = client.call(get_quota, caller=ana).data
    assert (answer.status, answer.data["profile"]["max_daily_processes"]) == (200, 0)
    assert (job.status, job.code) == (429, "quota_exceeded")
    assert (quota["daily_limit"], quota["used"], quota["remaining"]) == (0, 0, 0)


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
        {"max_daily_processes": -1},
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


def test_an_unknown_user_cannot_be_changed(client: Client, accounts: Accounts) -> None:
    body = {"is_premium": True}

    answer = client.call(
        update_user, caller=accounts.new(admin=True), user_id=new_id(UserId), body=body
    )

    assert (answer.status, answer.code) == (404, "user_not_found")


def test_only_administrators_may_change_a_user(client: Client, accounts: Accounts) -> None:
    ana = accounts["ana"]

    answer = client.call(update_user, caller=ana, user_id=ana.id, body={"is_premium": True})

    assert (answer.status, answer.code) == (403, "admin_required")


def test_administrators_cannot_shut_themselves_out(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)
    body = {"is_disabled": True}

    answer = client.call(update_user, caller=admin, user_id=admin.id, body=body)

    assert (answer.status, answer.code) == (409, "cannot_disable_yourself")
    assert client.call(get_user, caller=admin, user_id=admin.id).data["is_disabled"] is False


def test_administrators_may_give_themselves_a_plan(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)
    body = {"is_premium": True, "is_disabled": False}

    answer = client.call(update_user, caller=admin, user_id=admin.id, body=body)

    assert (answer.status, answer.data["is_premium"]) == (200, True)
