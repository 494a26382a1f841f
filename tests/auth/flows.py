"""What a frontend does: register, sign in, carry the token."""

from typing import Any
from uuid import uuid4

from functions.auth.log_in.handler import handler as log_in
from functions.auth.register_user.handler import handler as register
from tests.client import Answer, Client

PASSWORD = "correct-horse-9"
ANOTHER_PASSWORD = "battery-staple-8"


def a_wish(**changes: Any) -> dict[str, Any]:
    """The body of a registration that nobody has made yet."""
    name = f"new-{uuid4().hex[:8]}"
    wish = {"email": f"{name}@example.com", "username": name}
    return wish | {"password": PASSWORD, "password_confirm": PASSWORD} | changes


def registered(client: Client) -> dict[str, Any]:
    """The session of a new user."""
    answer = client.call(register, body=a_wish())
    assert answer.status == 201, answer.body
    session: dict[str, Any] = answer.data
    return session


def sign_in(client: Client, identifier: str, password: str = PASSWORD) -> Answer:
    return client.call(log_in, body={"identifier": identifier, "password": password})


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}
