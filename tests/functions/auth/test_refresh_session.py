"""Each refresh token works once; one that is stolen ends with its family."""

from functions.auth.refresh_session.handler import handler as refresh
from splashmy.identity.records import User
from tests.client import Client
from tests.functions.auth.flows import registered, renew
from tests.users import Accounts


def test_a_refresh_token_works_once(client: Client) -> None:
    first = registered(client)

    second = renew(client, first)
    reused = renew(client, first)

    assert (second.status, second.data["refresh_token"] != first["refresh_token"]) == (200, True)
    assert (reused.status, reused.code) == (401, "invalid_refresh_token")


def test_a_reused_refresh_token_ends_its_whole_family(client: Client) -> None:
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
