"""Where emails are verified: registering in process with that setting, the rest over HTTP."""

from typing import Any

import pytest
from pydantic import SecretStr

from functions.auth.register_user.handler import handler as register
from functions.auth.resend_verification.handler import handler as resend
from functions.auth.verify_email.handler import handler as verify
from splashmy.auth import registration
from splashmy.auth.records import UsernameTaken
from splashmy.settings import Settings
from tests.auth.flows import ANOTHER_PASSWORD, PASSWORD, a_wish, sign_in
from tests.client import Client

MAILED_CODE = "123456"  # the emulator's


@pytest.fixture(autouse=True)
def _emails_are_verified(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "settings", lambda: Settings(email_verification=True))


def signed_up(wish: dict[str, Any]) -> registration.Registration:
    return registration.register(
        email=wish["email"], username=wish["username"], password=SecretStr(wish["password"])
    )


def test_a_registration_waits_for_its_code(client: Client) -> None:
    wish = a_wish()

    answer = signed_up(wish)

    assert (answer.verification_required, answer.access_token, answer.user) == (True, None, None)
    assert sign_in(client, wish["email"]).code == "email_not_verified"
    assert sign_in(client, wish["username"]).status == 403


def test_only_who_knows_the_password_is_told_that_a_code_is_missing(client: Client) -> None:
    wish = a_wish()
    signed_up(wish)

    assert sign_in(client, wish["email"], "wrong-password-1").code == "invalid_credentials"


def test_the_mailed_code_confirms_and_the_profile_is_there(client: Client) -> None:
    wish = a_wish()
    signed_up(wish)

    verified = client.call(verify, body={"email": wish["email"].upper(), "code": MAILED_CODE})
    session = sign_in(client, wish["email"])

    assert verified.status == 200
    assert (session.status, session.data["user"]["username"]) == (200, wish["username"])


def test_a_wrong_code_and_an_unknown_email_are_refused_alike(client: Client) -> None:
    wish = a_wish()
    signed_up(wish)

    wrong = client.call(verify, body={"email": wish["email"], "code": "000000"})
    unknown = client.call(verify, body={"email": a_wish()["email"], "code": "000000"})

    assert (wrong.status, wrong.code) == (unknown.status, unknown.code) == (400, "invalid_code")
    assert wrong.body["message"] == unknown.body["message"]


def test_a_verified_email_is_not_told_by_its_code(client: Client) -> None:
    wish = a_wish()
    client.call(register, body=wish)

    answer = client.call(verify, body={"email": wish["email"], "code": MAILED_CODE})

    assert (answer.status, answer.code) == (400, "invalid_code")


def test_a_taken_email_looks_like_a_free_one(client: Client) -> None:
    known = a_wish()
    client.call(register, body=known)
    stranger = a_wish(email=known["email"], password=ANOTHER_PASSWORD)

    answer = signed_up(stranger)

    assert answer == signed_up(a_wish())
    assert sign_in(client, known["email"], ANOTHER_PASSWORD).code == "email_not_verified"
    assert sign_in(client, stranger["username"], ANOTHER_PASSWORD).code == "email_not_verified"
    assert sign_in(client, known["email"], PASSWORD).status == 200


def test_a_username_is_held_though_its_email_was_taken(client: Client) -> None:
    known = a_wish()
    client.call(register, body=known)
    stranger = a_wish(email=known["email"])
    signed_up(stranger)

    with pytest.raises(UsernameTaken):
        signed_up(a_wish(username=stranger["username"]))


def test_another_code_is_promised_to_anyone(client: Client) -> None:
    waiting, confirmed = a_wish(), a_wish()
    signed_up(waiting)
    client.call(register, body=confirmed)

    bodies = [{"email": it["email"]} for it in (waiting, confirmed, a_wish())]
    answers = [client.call(resend, body=body) for body in bodies]

    assert [answer.status for answer in answers] == [200, 200, 200]
    assert answers[0].body == answers[1].body == answers[2].body


def test_the_fourth_code_within_minutes_must_wait(client: Client) -> None:
    body = {"email": a_wish()["email"]}

    answers = [client.call(resend, body=body) for _ in range(4)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]


def test_a_name_that_was_never_confirmed_is_free_when_its_time_is_over(client: Client) -> None:
    from splashmy.auth.records import NameClaim

    abandoned = a_wish()
    signed_up(abandoned)
    for key in (
        NameClaim.email_key(abandoned["email"]),
        NameClaim.username_key(abandoned["username"]),
    ):
        NameClaim(*key).update([NameClaim.expires_at.set(1)])

    again = client.call(register, body=abandoned)

    assert again.status == 201
    assert again.data["user"]["username"] == abandoned["username"]
