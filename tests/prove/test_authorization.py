"""Who may call what: every operation of the catalogue with every kind of token and of path."""

from collections.abc import Callable

import pytest

from functions.auth.log_out.handler import handler as log_out
from functions.auth.update_user.handler import handler as update_user
from local.stack import Stack
from splashmy.web.callers import Access
from splashmy.web.serving import API_PREFIX
from tests.client import Answer, Client
from tests.prove import tokens
from tests.prove.figures import FULL, record
from tests.security.operations import (
    OPERATIONS,
    Operation,
    anything,
    assert_closed,
    body_of,
    each,
    send,
)
from tests.users import Account, Accounts

Route = tuple[str, str]
CLOSED = {name: it for name, it in OPERATIONS.items() if it.access is not Access.PUBLIC}
OPEN = {name: it for name, it in OPERATIONS.items() if it.verifies_token}
SIGN_IN = {name: it for name, it in OPERATIONS.items() if it.ignores_token}
PROFILE, STYLES = OPERATIONS["auth-get_profile"], OPERATIONS["styles-list_styles"]
# Of what comes after /api/v1, which alone the local stack hands to the gateway.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "no slash": lambda path: path.rstrip("/"),
    "two slashes": lambda path: f"{path}/",
    "two slashes before": lambda path: f"/{path}",
    "two slashes inside": lambda path: path.replace("/", "//"),
    "upper case": str.upper,
    "an encoded letter": lambda path: path.replace(path[1], f"%{ord(path[1]):02X}", 1),
    "an encoded slash": lambda path: path[:-1] + "%2F",
    "encoded slashes inside": lambda path: "/" + path[1:-1].replace("/", "%2F") + "/",
    "a dot": lambda path: f"/.{path}",
    "two dots": lambda path: f"/styles/..{path}",
    "a parameter": lambda path: path.rstrip("/") + ";x=1",
}
# Another spelling may be another operation's path, with an id that is none.
REFUSED = {401, 403, 404, 422}


@pytest.fixture(scope="module")
def bearers(stack: Stack, client: Client, accounts: Accounts) -> dict[str, str]:
    """Whatever opens nothing, by what it is."""
    return {
        **tokens.forged(stack, accounts.new("mallory")),
        "logged out": _logged_out(client, accounts.new()),
        "shut out": _shut_out(client, accounts),
    }


def _logged_out(client: Client, account: Account) -> str:
    body = {"refresh_token": account.refresh_token}
    assert client.call(log_out, caller=account, body=body).status == 200
    return account.access_token


def _shut_out(client: Client, accounts: Accounts) -> str:
    account, admin = accounts.new(), accounts.new("admin", admin=True)
    body = {"is_disabled": True}
    assert client.call(update_user, caller=admin, user_id=account.id, body=body).status == 200
    return account.access_token


def _with(client: Client, operation: Operation, token: str | None, route: Route) -> Answer:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    body = None if route[0] == "GET" else body_of(operation)
    return send(client, operation, headers=headers, body=body, route=route)


def test_a_token_made_as_the_forged_ones_but_signed_rightly_is_taken(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    token = tokens.signed_by_the_pool(stack, accounts.new(), jti="another")

    answers = [_with(client, it, token, it.routes[0]) for it in (PROFILE, STYLES)]

    assert [one.status for one in answers] == [200, 200]


@each(CLOSED | OPEN)
def test_a_token_that_does_not_hold_opens_nothing(
    operation: Operation, client: Client, bearers: dict[str, str]
) -> None:
    tried: dict[str, str | None] = {**bearers}
    if operation.access is not Access.PUBLIC:
        tried["none"] = None
    routes = operation.routes if FULL else operation.routes[:1]

    answers = {
        (name, *route): _with(client, operation, token, route)
        for route in routes
        for name, token in tried.items()
    }

    record(forged=len(answers))
    wrong = {at: one.status for at, one in answers.items() if one.status != 401}
    assert wrong == {}
    for answer in answers.values():
        assert answer.code == "unauthorized"
        assert_closed(answer)


@each(SIGN_IN)
def test_sign_in_heeds_no_token(
    operation: Operation, client: Client, bearers: dict[str, str]
) -> None:
    answers = {
        name: _with(client, operation, token, operation.routes[0])
        for name, token in bearers.items()
    }

    assert {one.status for one in answers.values()} == {422}


@pytest.fixture(scope="module")
def readers(accounts: Accounts) -> list[Account]:
    return _new_of_each_kind(accounts)


def _new_of_each_kind(accounts: Accounts) -> list[Account]:
    """An administrator last."""
    return [accounts.new(), accounts.new(premium=True), accounts.new(admin=True)]


@each(OPERATIONS)
def test_who_is_signed_in_may_call_what_is_declared(
    operation: Operation, client: Client, accounts: Accounts, readers: list[Account]
) -> None:
    """What changes something is called by new users: it may end their session or account."""
    reads = operation.method == "GET"
    callers = readers if reads else _new_of_each_kind(accounts)

    answers = [_with(client, operation, it.access_token, operation.routes[0]) for it in callers]

    assert not {one.status for one in answers} & {401, *range(500, 600)}
    refused = [one for one in answers if one.status == 403]
    assert len(refused) == (2 if operation.access is Access.ADMIN else 0)
    for answer in refused:
        assert answer.code == "admin_required"
        assert_closed(answer)
    assert answers[-1].status != 403


@each(CLOSED)
def test_no_spelling_of_a_path_lets_more_in(
    operation: Operation, client: Client, accounts: Accounts
) -> None:
    """Nobody to anything, and no user to what is an administrator's."""
    path = operation.paths[0].format(**anything(operation)) + "/"
    callers: list[dict[str, str]] = [{}]
    if operation.access is Access.ADMIN:
        callers.append({"Authorization": f"Bearer {accounts['ana'].access_token}"})

    answers = {
        (name, len(headers)): _sent(client, operation.method, API_PREFIX + spell(path), headers)
        for name, spell in SPELLINGS.items()
        for headers in callers
    }

    record(other_spellings=len(answers))
    wrong = {at: one.status for at, one in answers.items() if one.status not in REFUSED}
    assert wrong == {}


def _sent(client: Client, method: str, path: str, headers: dict[str, str]) -> Answer:
    headers = {"Origin": "https://app.example", **headers}
    return client.send(method, path, None if method == "GET" else {}, headers=headers)
