"""Each refresh token works once, and for seconds again; one that is stolen ends with its family."""

from collections.abc import Iterator

import pytest

from functions.auth.refresh_session.handler import handler as refresh
from local.stack import Stack
from splashmy.accounts.tokens import REFRESH_GRACE
from splashmy.identity.records import User
from tests.client import Client
from tests.functions.auth.flows import registered, renew
from tests.users import Accounts


@pytest.fixture
def grace_is_over(stack: Stack) -> Iterator[None]:
    """As if the grace of every token that is rotated had passed."""
    set_grace(stack, 0)
    yield
    set_grace(stack, REFRESH_GRACE)


def set_grace(stack: Stack, seconds: int) -> None:
    stack.client("cognito-idp").update_user_pool_client(
        UserPoolId=stack.outputs["USERPOOLID"],
        ClientId=stack.outputs["USERPOOLCLIENTID"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": seconds},
    )


def test_two_tabs_refresh_with_the_same_token_and_both_go_on(client: Client) -> None:
    first = registered(client)

    tabs = [renew(client, first) for _ in range(2)]
    later = [renew(client, tab.data) for tab in tabs]

    assert [one.status for one in (*tabs, *later)] == [200] * 4
    assert len({one.data["refresh_token"] for one in tabs} | {first["refresh_token"]}) == 3


def test_after_the_grace_a_refresh_token_does_not_work_again(
    client: Client, grace_is_over: None
) -> None:
    first = registered(client)

    second = renew(client, first)
    reused = renew(client, first)

    assert (second.status, second.data["refresh_token"] != first["refresh_token"]) == (200, True)
    assert (reused.status, reused.code) == (401, "invalid_refresh_token")


def test_a_reused_refresh_token_ends_its_whole_family(client: Client, grace_is_over: None) -> None:
    first = registered(client)
    second = renew(client, first).data
    renew(client, first)

    assert renew(client, second).code == "invalid_refresh_token"


def test_nonsense_is_no_refresh_token(client: Client) -> None:
    answer = client.call(refresh, body={"refresh_token": "nonsense"})

    assert (answer.status, answer.code) == (401, "invalid_refresh_token")


def test_a_profile_that_the_trigger_missed_is_made_at_a_refresh(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(trigger_missed=True)

    answer = client.call(refresh, body={"refresh_token": ana.refresh_token})

    assert (answer.status, answer.data["user"]["id"]) == (200, ana.id)


def test_a_disabled_user_gets_no_new_tokens(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    User(*User.key(ana.id)).update([User.is_disabled.set(True)])

    answer = client.call(refresh, body={"refresh_token": ana.refresh_token})

    assert (answer.status, answer.code) == (401, "invalid_refresh_token")
