"""A session that was left is refused at once."""

import time

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.log_out.handler import handler as log_out
from splashmy.accounts.sessions import MOST_ENDED
from splashmy.identity.records import User
from tests.client import Client
from tests.functions.auth.flows import bearer, registered, renew, sign_in, works
from tests.users import Accounts


def test_a_logout_ends_its_session_at_once_and_no_other(client: Client) -> None:
    ended = registered(client)
    other = sign_in(client, ended["user"]["email"]).data

    answer = client.call(log_out, headers=bearer(ended))

    assert (answer.status, answer.data) == (200, {"signed_out": True})
    assert not works(client, ended)
    assert renew(client, ended).status == 401
    assert works(client, other)
    assert renew(client, other).status == 200


def test_a_logout_may_bring_its_refresh_token(client: Client) -> None:
    session = registered(client)
    body = {"refresh_token": session["refresh_token"]}

    client.call(log_out, headers=bearer(session), body=body)

    assert not works(client, session)
    assert renew(client, session).code == "invalid_refresh_token"


def test_a_logout_with_something_else_than_a_refresh_token_ends_the_session(
    client: Client,
) -> None:
    session = registered(client)

    answer = client.call(log_out, headers=bearer(session), body={"refresh_token": "nonsense"})

    assert answer.status == 200
    assert not works(client, session)
    assert renew(client, session).code == "invalid_refresh_token"


def test_tokens_that_came_from_an_ended_session_are_refused(client: Client) -> None:
    first = registered(client)
    second = renew(client, first).data

    client.call(log_out, headers=bearer(first))

    assert not works(client, second)
    assert renew(client, second).status == 401


def test_a_logout_everywhere_ends_every_session(client: Client) -> None:
    here = registered(client)
    elsewhere = sign_in(client, here["user"]["email"]).data

    answer = client.call(log_out, headers=bearer(here), body={"everywhere": True})

    assert (answer.status, answer.data) == (200, {"signed_out": True})
    for session in (here, elsewhere):
        assert not works(client, session)
        assert renew(client, session).status == 401
    assert works(client, sign_in(client, here["user"]["email"]).data)


def test_a_session_beyond_what_is_remembered_ends_all(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    other = sign_in(client, ana.email).data
    until = int(time.time()) + 3600
    ended = {f"session-{each}": until for each in range(MOST_ENDED)}
    User(*User.key(ana.id)).update([User.signed_out_sessions.set(ended)])

    answer = client.call(log_out, caller=ana)

    assert answer.status == 200
    assert client.call(get_profile, caller=ana).status == 401
    assert not works(client, other)


def test_a_user_whom_the_trigger_missed_can_leave(client: Client, accounts: Accounts) -> None:
    ana = accounts.new(trigger_missed=True)

    answer = client.call(log_out, caller=ana)

    assert answer.status == 200
    assert client.call(get_profile, caller=ana).status == 401


def test_strangers_have_no_session_to_leave(client: Client) -> None:
    assert client.call(log_out).status == 401
