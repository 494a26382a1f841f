"""Registering, and signing in afterwards."""

from uuid import uuid4

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.log_in.handler import handler as log_in
from functions.auth.register_user.handler import handler as register
from tests.client import Answer, Client

PASSWORD = "correct-horse-9"


def a_wish(**changes: str) -> dict[str, str]:
    name = f"new-{uuid4().hex[:8]}"
    wish = {"email": f"{name}@example.com", "username": name}
    return wish | {"password": PASSWORD, "password_confirm": PASSWORD} | changes


def bearer(answer: Answer) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.data['access_token']}"}


def test_a_registered_user_is_signed_in(client: Client) -> None:
    wish = a_wish()

    registered = client.call(register, body=wish)
    profile = client.call(get_profile, headers=bearer(registered))

    assert registered.status == 201, registered.body
    assert registered.data["verification_required"] is False
    assert profile.data == registered.data["user"]
    assert (profile.data["email"], profile.data["username"]) == (wish["email"], wish["username"])


def test_a_user_signs_in_with_email_or_username_in_any_case(client: Client) -> None:
    wish = a_wish()
    client.call(register, body=wish)

    for identifier in (wish["email"], wish["username"].upper(), wish["email"].title()):
        body = {"identifier": identifier, "password": PASSWORD}
        session = client.call(log_in, body=body)

        assert session.status == 200, session.body
        assert session.data["user"]["username"] == wish["username"]
