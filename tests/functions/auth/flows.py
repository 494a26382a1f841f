"""What a frontend does: register, sign in, carry the token."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.log_in.handler import handler as log_in
from functions.auth.refresh_session.handler import handler as refresh
from functions.auth.register_user.handler import handler as register
from tests.client import Answer, Client

PASSWORD = "correct-horse-9"
ANOTHER_PASSWORD = "battery-staple-8"
PATIENCE = 60  # seconds


def a_registration(**changes: Any) -> dict[str, Any]:
    """The body of a asked that nobody has made yet."""
    name = f"new-{uuid4().hex[:8]}"
    asked = {"email": f"{name}@example.com", "username": name}
    return asked | {"password": PASSWORD, "password_confirm": PASSWORD} | changes


def registered(client: Client) -> dict[str, Any]:
    """The session of a new user."""
    answer = client.call(register, body=a_registration())
    assert answer.status == 201, answer.body
    session: dict[str, Any] = answer.data
    return session


def sign_in(client: Client, identifier: str, password: str = PASSWORD) -> Answer:
    return client.call(log_in, body={"identifier": identifier, "password": password})


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def renew(client: Client, session: dict[str, Any]) -> Answer:
    return client.call(refresh, body={"refresh_token": session["refresh_token"]})


def works(client: Client, session: dict[str, Any]) -> bool:
    status = client.call(get_profile, headers=bearer(session)).status
    assert status in {200, 401}
    return status == 200


def until(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.2)
