"""What is refused before an endpoint's own code runs, without a stack."""

import json
from contextvars import copy_context
from types import SimpleNamespace
from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register_user
from functions.images.create_tag.handler import handler as create_tag
from splashmy.identity.records import User
from splashmy.web import Endpoint
from splashmy.web.idempotency import LONGEST_KEY
from splashmy.web.serving import API_PREFIX

CONTEXT: Any = SimpleNamespace(aws_request_id="1", get_remaining_time_in_millis=lambda: 15_000)
USER = {"token_use": "access", "sub": "ana", "auth_time": "1", "cognito:groups": ""}
ADMIN = USER | {"cognito:groups": "admin"}


@pytest.fixture(autouse=True)
def _nobody_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> User:
        raise User.DoesNotExist

    monkeypatch.setattr(User, "get", missing)


def refusal(
    endpoint: Endpoint[Any, Any],
    *,
    claims: dict[str, str] | None = None,
    body: Any = None,
    **headers: str,
) -> tuple[int, str]:
    """The status, and the code of the first detail or else of the error."""
    event = {
        "httpMethod": endpoint.method,
        "path": f"{API_PREFIX}{endpoint.paths[0]}",
        "headers": {"content-type": "application/json"} | headers,
        "body": None if body is None else json.dumps(body),
        "requestContext": {
            "requestId": "1",
            "identity": {"sourceIp": "127.0.0.1"},
            "authorizer": {"claims": claims} if claims else None,
        },
    }
    answer = copy_context().run(endpoint, event, CONTEXT)
    error = json.loads(answer["body"])["error"]
    return answer["statusCode"], (error["details"] or [error])[0]["code"]


def test_nobody_is_refused_before_the_body_is_looked_at() -> None:
    assert refusal(create_tag, body=[]) == (401, "unauthorized")


@pytest.mark.parametrize("wrong", [{"token_use": "id"}, {"sub": ""}])
def test_claims_of_no_access_token_are_refused(wrong: dict[str, str]) -> None:
    assert refusal(create_tag, claims=ADMIN | wrong) == (401, "unauthorized")


def test_who_was_disabled_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "get", lambda *_, **__: User("USER#ana", is_disabled=True))

    assert refusal(create_tag, claims=ADMIN, body={"name": ""}) == (401, "unauthorized")


def test_who_is_no_administrator_is_told_before_the_body_is_looked_at() -> None:
    assert refusal(create_tag, claims=USER, body=[]) == (403, "admin_required")


def test_a_body_is_an_object() -> None:
    assert refusal(register_user, body=["ana"]) == (422, "not_object")


def test_a_body_that_nobody_reads_is_an_object_too() -> None:
    assert refusal(get_profile, claims=USER, body=["ana"]) == (422, "not_object")


def test_a_key_that_is_too_long_is_refused() -> None:
    key = {"idempotency-key": "k" * (LONGEST_KEY + 1)}

    assert refusal(create_tag, claims=ADMIN, body={"name": "sea"}, **key) == (422, "too_long")
