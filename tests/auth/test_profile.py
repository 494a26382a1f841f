from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_profile_details.handler import handler as get_details
from functions.auth.put_profile.handler import handler as put_profile
from functions.auth.put_profile_details.handler import handler as put_details
from functions.auth.update_profile.handler import handler as patch_profile
from functions.auth.update_profile_details.handler import handler as patch_details
from splashmy.ids import new_id
from splashmy.web import Endpoint
from tests.accounts import Accounts
from tests.client import Client


def test_a_new_profile_has_every_field(client: Client, accounts: Accounts) -> None:
    ana = accounts.new("ana")

    answer = client.call(get_profile, caller=ana)

    created_at = answer.data.pop("created_at")
    assert created_at.endswith("Z")
    assert answer.data == {
        "id": ana.id,
        "email": ana.email,
        "username": ana.username,
        "first_name": "",
        "last_name": "",
        "avatar_url": None,
        "is_premium": False,
        "processing_count": 0,
        "profile": {
            "bio": "",
            "preferred_styles": [],
            "max_daily_processes": 10,
            "notify_by_email": False,
        },
    }


def test_premium_raises_the_daily_limit_at_once(client: Client, accounts: Accounts) -> None:
    answer = client.call(get_details, caller=accounts.new(premium=True))

    assert answer.data["max_daily_processes"] == 100


@pytest.mark.parametrize("change", [put_profile, patch_profile])
def test_a_change_leaves_the_rest_as_it_was(
    client: Client, accounts: Accounts, change: Endpoint[Any, Any]
) -> None:
    ana = accounts.new("ana")
    client.call(change, caller=ana, body={"first_name": "Ana", "profile": {"bio": "I draw."}})

    answer = client.call(change, caller=ana, body={"profile": {"notify_by_email": True}})

    assert answer.status == 200
    assert answer.data == client.call(get_profile, caller=ana).data
    assert answer.data["first_name"] == "Ana"
    assert (answer.data["profile"]["bio"], answer.data["profile"]["notify_by_email"]) == (
        "I draw.",
        True,
    )


@pytest.mark.parametrize("change", [put_details, patch_details])
def test_details_change_alone(
    client: Client, accounts: Accounts, change: Endpoint[Any, Any]
) -> None:
    ana = accounts.new("ana")
    client.call(change, caller=ana, body={"bio": "I draw."})

    answer = client.call(change, caller=ana, body={"notify_by_email": True})

    assert (answer.data["bio"], answer.data["notify_by_email"]) == ("I draw.", True)
    assert answer.data == client.call(get_details, caller=ana).data


@pytest.mark.parametrize(
    "body",
    [
        {"is_premium": True},
        {"email": "other@example.com"},
        {"username": "other"},
        {"processing_count": 0},
        {"profile": {"max_daily_processes": 1000}},
        {"profile": {"bio": "x" * 501}},
        {"profile": {"preferred_styles": ["no id"]}},
        {"profile": {"notify_by_email": "yes"}},
        {"first_name": None},
    ],
)
def test_what_is_not_the_users_own_to_set_is_refused(
    client: Client, accounts: Accounts, body: dict[str, Any]
) -> None:
    ana = accounts["ana"]
    before = client.call(get_profile, caller=ana).data

    answer = client.call(patch_profile, caller=ana, body=body)

    assert (answer.status, answer.code) == (422, "invalid_request")
    assert client.call(get_profile, caller=ana).data == before


def test_an_unknown_style_cannot_be_preferred(client: Client) -> None:
    body = {"preferred_styles": [new_id()]}

    answer = client.call(patch_details, caller="ana", body=body)

    assert (answer.status, answer.code) == (404, "style_not_found")


def test_a_profile_that_the_trigger_missed_appears_on_first_read(
    client: Client, accounts: Accounts
) -> None:
    from splashmy.auth.records import User

    ana = accounts.new("ana")
    User(*User.key(ana.id)).delete()

    answer = client.call(get_profile, caller=ana)

    assert (answer.status, answer.data["email"]) == (200, ana.email)
