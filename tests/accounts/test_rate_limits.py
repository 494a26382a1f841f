"""Who tries too often must wait: counted by the address they come from, whomever it is about."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from functions.auth.change_password.handler import handler as change_password
from functions.auth.confirm_password_reset.handler import handler as confirm_reset
from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.log_in.handler import handler as log_in
from functions.auth.register_user.handler import handler as register
from functions.auth.request_password_reset.handler import handler as request_reset
from functions.auth.resend_verification.handler import handler as resend
from functions.auth.verify_email.handler import handler as verify
from infra.environments import LOCAL
from local.stack import Stack
from splashmy.accounts import rate_limits
from splashmy.accounts.records import Tries
from splashmy.web import Endpoint
from splashmy.web.headers import EDGE_SECRET, VIEWER_ADDRESS
from tests.client import Client
from tests.functions.auth.flows import ANOTHER_PASSWORD, PASSWORD, a_registration

ADDRESS = "127.0.0.1"


def email() -> dict[str, Any]:
    return {"email": a_registration()["email"]}


ACTS: dict[str, tuple[Endpoint[Any, Any], str | None, Callable[[], dict[str, Any]]]] = {
    "login": (
        log_in,
        None,
        lambda: {"identifier": a_registration()["email"], "password": PASSWORD},
    ),
    "register": (register, None, a_registration),
    "verify": (verify, None, lambda: email() | {"code": "000000"}),
    "resend": (resend, None, email),
    "request_reset": (request_reset, None, email),
    "confirm_reset": (
        confirm_reset,
        None,
        lambda: email() | {"code": "000000", "new_password": PASSWORD},
    ),
    "change_password": (
        change_password,
        "ana",
        lambda: {"old_password": "wrong-password-1", "new_password": ANOTHER_PASSWORD},
    ),
    "avatar": (create_avatar_upload, "ana", lambda: {"content_type": "image/png"}),
}


@contextmanager
def spent(act: str, tries: int) -> Iterator[None]:
    """So many tries came from this address, in this window and in the next."""
    began = int(time.time()) // rate_limits.WINDOW * rate_limits.WINDOW
    windows = [
        Tries(
            f"TRIES#{act}#FROM#{ADDRESS}", str(began + each * rate_limits.WINDOW), expires_at=began
        )
        for each in (1, 2)
    ]
    for window in windows:
        window.used = tries
        window.save()
    yield
    for window in windows:
        window.delete()


def test_every_act_has_its_limit_by_address_tested() -> None:
    assert ACTS.keys() == rate_limits.TRIES.keys()


@pytest.mark.parametrize("act", ACTS)
def test_an_address_that_has_tried_too_often_must_wait(client: Client, act: str) -> None:
    endpoint, caller, body = ACTS[act]
    allowed = LOCAL.settings.tries_per_address

    with spent(act, allowed - 1):
        last = client.call(endpoint, caller=caller, body=body())
        refused = client.call(endpoint, caller=caller, body=body())

    assert last.status != 429
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert 0 < int(refused.headers["retry-after"]) <= rate_limits.WINDOW
    assert client.call(endpoint, caller=caller, body=body()).status == last.status


def test_who_is_refused_by_address_has_not_spent_the_tries_of_the_name(client: Client) -> None:
    body = {"identifier": a_registration()["email"], "password": PASSWORD}

    with spent("login", LOCAL.settings.tries_per_address):
        refused = [
            client.call(log_in, body=body).status for _ in range(rate_limits.TRIES["login"] + 1)
        ]

    assert set(refused) == {429}
    assert client.call(log_in, body=body).status == 401


@pytest.fixture
def behind_cloudfront(stack: Stack) -> Iterator[str]:
    """The secret of `verify_email`, as where a studio is."""
    functions, name = stack.client("lambda"), "splashmy-local-auth-verify_email"
    before = functions.get_function_configuration(FunctionName=name)["Environment"]
    secret = uuid4().hex
    variables = {**before["Variables"], "EDGE_SECRET": secret}
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
    yield secret
    functions.update_function_configuration(FunctionName=name, Environment=before)


@pytest.mark.parametrize("is_forged", [False, True])
def test_tries_are_counted_where_cloudfront_was_called_from_if_it_was_cloudfront(
    client: Client, behind_cloudfront: str, is_forged: bool
) -> None:
    viewer = f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::"
    secret = "guessed" if is_forged else behind_cloudfront
    sent = {EDGE_SECRET: secret, VIEWER_ADDRESS: viewer}

    response = client.call(verify, body=email() | {"code": "000000"}, headers=sent)

    counted = [one.used for one in Tries.query(f"TRIES#verify#FROM#{viewer}")]
    assert (response.status, counted) == (400, [] if is_forged else [1])
