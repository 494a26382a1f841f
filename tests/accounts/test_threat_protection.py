"""Threat protection is told where a caller is, in every call that it assesses."""

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from pydantic import SecretStr

from splashmy.accounts import cognito, names, passwords, registration, sessions
from splashmy.core.errors import TooManyRequests

ADDRESS, SECRET = "192.0.2.7", SecretStr("correct-horse-9")
POOL = boto3.session.Session("any", "any", region_name="eu-west-1").client("cognito-idp")
ACTS: dict[str, Callable[[], Any]] = {
    "AdminInitiateAuth": lambda: sessions.sign_in("ana", SECRET, address=ADDRESS),
    "ConfirmForgotPassword": lambda: passwords.reset("a", code=SECRET, new=SECRET, address=ADDRESS),
    "ConfirmSignUp": lambda: registration.verify("a", SECRET, address=ADDRESS),
    "ForgotPassword": lambda: passwords.request_reset("a", address=ADDRESS),
    "ResendConfirmationCode": lambda: registration.resend("a", address=ADDRESS),
    "SignUp": lambda: registration._sign_up("a", "ana", SECRET, address=ADDRESS),
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The calls that would have been sent, each refused."""
    calls: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setenv("USER_POOL_ID", "eu-west-1_any")
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "any")
    monkeypatch.setattr(cognito, "client_secret", lambda: "s" * 24)
    monkeypatch.setattr(cognito, "client", lambda _: POOL)
    monkeypatch.setattr(names, "find", lambda _: None)

    def refuse(params: dict[str, Any], model: Any, **_: Any) -> tuple[Any, dict[str, Any]]:
        calls.append((model.name, json.loads(params["body"])))
        return SimpleNamespace(status_code=400), {"Error": {"Code": "TooManyRequestsException"}}

    POOL.meta.events.register("before-call.cognito-idp", refuse)
    yield calls
    POOL.meta.events.unregister("before-call.cognito-idp", refuse)


@pytest.mark.parametrize("operation", ACTS)
def test_the_pool_is_told_the_address_of_the_caller(
    told: list[tuple[str, dict[str, Any]]], operation: str
) -> None:
    with pytest.raises(TooManyRequests):
        ACTS[operation]()

    ((called, parameters),) = told
    context = parameters.get("UserContextData") or parameters["ContextData"]
    assert (called, context["IpAddress"]) == (operation, ADDRESS)


def test_every_assessed_call_is_among_them() -> None:
    """But for what answers a challenge, which is told the same as the sign-in before it."""
    model = POOL.meta.service_model
    used = set(ACTS) | {"AdminRespondToAuthChallenge"}

    assert all(
        {"UserContextData", "ContextData"} & model.operation_model(name).input_shape.members.keys()
        for name in used
    )
