from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_profile_details.handler import handler as get_details
from functions.auth.update_profile.handler import handler as patch_profile
from splashmy.core.ids import new_id
from tests.client import Client
from tests.factories.styles import a_style
from tests.users import Accounts


@pytest.mark.parametrize("route", patch_profile.routes, ids=" ".join)
def test_a_change_leaves_the_rest_as_it_was(
    client: Client, accounts: Accounts, route: tuple[str, str]
) -> None:
    ana = accounts.new("ana")
    first: dict[str, Any] = {"first_name": "Ana", "profile": {"bio": "I draw."}}
    client.call(patch_profile, caller=ana, body=first, route=route)

    second = {"profile": {"notify_by_email": True}}
    answer = client.call(patch_profile, caller=ana, body=second, route=route)

    assert answer.status == 200
    assert answer.data == client.call(get_profile, caller=ana).data
    assert answer.data["first_name"] == "Ana"
    assert (answer.data["profile"]["bio"], answer.data["profile"]["notify_by_email"]) == (
        "I draw.",
        True,
    )


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


def test_a_style_that_exists_can_be_preferred(client: Client, accounts: Accounts) -> None:
    style, ana = a_style(), accounts.new(trigger_missed=True)

    answer = client.call(
        patch_profile, caller=ana, body={"profile": {"preferred_styles": [style.id]}}
    )

    assert answer.status == 200
    assert client.call(get_details, caller=ana).data["preferred_styles"] == [style.id]


def test_an_unknown_style_cannot_be_preferred(client: Client) -> None:
    id = new_id(str)

    answer = client.call(patch_profile, caller="ana", body={"profile": {"preferred_styles": [id]}})

    assert (answer.status, answer.code) == (404, "style_not_found")
