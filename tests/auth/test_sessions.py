"""Sessions go on by refreshing and end for good: logout, a new password, a stolen token."""

from typing import Any

from functions.auth.change_password.handler import handler as change_password
from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.log_out.handler import handler as log_out
from functions.auth.refresh_session.handler import handler as refresh
from tests.auth.flows import ANOTHER_PASSWORD, PASSWORD, bearer, registered, sign_in
from tests.client import Answer, Client


def renew(client: Client, session: dict[str, Any]) -> Answer:
    return client.call(refresh, body={"refresh_token": session["refresh_token"]})


def works(client: Client, session: dict[str, Any]) -> bool:
    status = client.call(get_profile, headers=bearer(session)).status
    assert status in {200, 401}
    return status == 200


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


def test_tokens_that_came_from_an_ended_session_are_refused(client: Client) -> None:
    first = registered(client)
    second = renew(client, first).data

    client.call(log_out, headers=bearer(first))

    assert not works(client, second)
    assert renew(client, second).status == 401


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
