"""A new password ends every session but the one that set it."""

from functions.auth.change_password.handler import handler as change_password
from tests.client import Client
from tests.functions.auth.flows import (
    ANOTHER_PASSWORD,
    PASSWORD,
    bearer,
    registered,
    renew,
    sign_in,
    works,
)
from tests.users import Accounts


def test_a_new_password_ends_every_session_but_gives_a_fresh_one(client: Client) -> None:
    mine = registered(client)
    other = sign_in(client, mine["user"]["email"]).data
    body = {"old_password": PASSWORD, "new_password": ANOTHER_PASSWORD}

    changed = client.call(change_password, headers=bearer(mine), body=body)

    assert changed.status == 200
    assert works(client, changed.data)
    assert not works(client, mine)
    assert not works(client, other)
    assert renew(client, other).status == 401
    assert renew(client, changed.data).status == 200


def test_only_the_new_password_signs_in(client: Client) -> None:
    session = registered(client)
    body = {"old_password": PASSWORD, "new_password": ANOTHER_PASSWORD}
    client.call(change_password, headers=bearer(session), body=body)

    old = sign_in(client, session["user"]["email"])
    new = sign_in(client, session["user"]["email"], ANOTHER_PASSWORD)

    assert (old.status, new.status) == (401, 200)
    assert works(client, new.data)


def test_a_wrong_old_password_changes_nothing(client: Client) -> None:
    session = registered(client)
    body = {"old_password": "wrong-password-1", "new_password": ANOTHER_PASSWORD}

    answer = client.call(change_password, headers=bearer(session), body=body)

    assert (answer.status, answer.body["error"]["details"][0]["field"]) == (422, "old_password")
    assert works(client, session)


def test_the_eleventh_guess_of_the_old_password_must_wait(client: Client) -> None:
    session = registered(client)
    body = {"old_password": "wrong-password-1", "new_password": ANOTHER_PASSWORD}

    answers = [client.call(change_password, headers=bearer(session), body=body) for _ in range(11)]

    assert [answer.status for answer in answers] == [422] * 10 + [429]


def test_a_user_whom_the_trigger_missed_can_change_the_password(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(trigger_missed=True)
    body = {"old_password": PASSWORD, "new_password": ANOTHER_PASSWORD}

    answer = client.call(change_password, caller=ana, body=body)

    assert (answer.status, answer.data["user"]["id"]) == (200, ana.id)
