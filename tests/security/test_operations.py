"""What every operation of the API refuses, whoever asks."""

import base64
import json
from typing import Any

import pytest

from splashmy.web.callers import Access
from tests.client import Client
from tests.security.operations import (
    OPERATIONS,
    Operation,
    assert_closed,
    body_of,
    each,
    ids_of,
    send,
    takes_body,
)
from tests.users import Account, Accounts

PRIVATE = {name: it for name, it in OPERATIONS.items() if it.access is not Access.PUBLIC}
ADMINISTRATORS = {name: it for name, it in OPERATIONS.items() if it.access is Access.ADMIN}
WITH_A_BODY = {name: it for name, it in OPERATIONS.items() if takes_body(it)}
NAMES = {"slug", "queue", "task"}  # in paths; whatever they are, there is none of that name
WITH_AN_ID = {name: it for name, it in OPERATIONS.items() if {*ids_of(it)} - NAMES}


NO_REQUESTS = {
    "cut off": b"{",
    "a list": b"[]",
    "a text": b'"text"',
    "no text": b"\xff\xfe",
    "deep": b"[" * 50_000,
    "huge": b'{"x": "' + b"x" * 1_000_000 + b'"}',
}
REFUSED = {(404, "not_found"), (422, "invalid_request")}
NO_IDS = ["1", "x" * 300, "'%20OR%201=1", "%2e%2e%2fjobs", "%00", "null", "%F0%9F%92%A5"]


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new("admin", admin=True)


def unsigned(token: str, **claims: Any) -> str:
    """The token with other claims, and signed by nobody."""
    _, payload, _ = token.split(".")
    known = json.loads(base64.urlsafe_b64decode(f"{payload}==")) | claims
    parts = ({"alg": "none", "typ": "JWT"}, known)
    encoded = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts]
    return ".".join(one.rstrip("=") for one in encoded) + "."


def forged(token: str) -> str:
    """The token with the groups of an administrator, and the signature that it had."""
    _, payload, _ = unsigned(token, **{"cognito:groups": ["admin"]}).split(".")
    return f"{token.split('.')[0]}.{payload}.{token.split('.')[2]}"


@each(PRIVATE)
def test_nobody_gets_in_without_a_token_of_our_own(
    operation: Operation, client: Client, accounts: Accounts
) -> None:
    ana = accounts["ana"]
    tokens = [unsigned(ana.access_token), forged(ana.access_token), ana.id_token, "x"]
    bearers = [{}, *({"Authorization": f"Bearer {token}"} for token in tokens)]

    answers = [send(client, operation, headers=one, body=body_of(operation)) for one in bearers]

    assert [(one.status, one.code) for one in answers] == [(401, "unauthorized")] * 5
    for answer in answers:
        assert_closed(answer)


@each(ADMINISTRATORS)
def test_who_is_no_administrator_is_told_so(operation: Operation, client: Client) -> None:
    response = send(client, operation, caller="ana", body=body_of(operation))

    assert (response.status, response.code) == (403, "admin_required")
    assert_closed(response)


@each(WITH_A_BODY)
def test_an_unknown_field_is_refused_by_its_name(
    operation: Operation, client: Client, admin: Account
) -> None:
    response = send(client, operation, caller=admin, body={"is_root": True})

    assert (response.status, response.code) == (422, "invalid_request")
    fields = [one["field"] for one in response.body["error"]["details"]]
    assert [field for field in fields if field.endswith("is_root")]
    assert_closed(response)


@each(WITH_A_BODY)
def test_a_body_that_is_no_request_is_refused(
    operation: Operation, client: Client, admin: Account
) -> None:
    answers = {
        name: send(client, operation, caller=admin, body=body) for name, body in NO_REQUESTS.items()
    }

    for name, answer in answers.items():
        assert (answer.status, answer.code) == (422, "invalid_request"), name
        assert len(str(answer.body)) < 2000, name
        assert_closed(answer)


@each(WITH_A_BODY)
def test_a_body_of_another_type_is_refused(
    operation: Operation, client: Client, admin: Account
) -> None:
    body, xml = b"<rating>5</rating>", {"Content-Type": "application/xml"}

    response = send(client, operation, caller=admin, headers=xml, body=body)

    assert (response.status, response.code) == (415, "unsupported_media_type")
    assert_closed(response)


@each(WITH_AN_ID)
def test_a_malformed_id_is_refused(operation: Operation, client: Client, admin: Account) -> None:
    answers = {
        id: send(
            client,
            operation,
            caller=admin,
            body=body_of(operation),
            **dict.fromkeys(ids_of(operation), id),
        )
        for id in NO_IDS
    }

    for id, answer in answers.items():
        assert (answer.status, answer.code) in REFUSED, id
        assert_closed(answer)
