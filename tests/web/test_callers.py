"""Whom an endpoint's signature asks for is never somebody else, whatever came before it."""

from types import SimpleNamespace
from typing import Any

import pytest

from splashmy.core.errors import AdminRequired, Unauthorized
from splashmy.core.ids import UserId
from splashmy.core.settings import Settings
from splashmy.identity.caller import SignedIn
from splashmy.web import callers
from splashmy.web.headers import EDGE_SECRET, VIEWER_ADDRESS


def request(*groups: str) -> Any:
    ana = SignedIn(UserId("ana"), "ana", session="", groups=frozenset(groups), user=None)
    return SimpleNamespace(context={"caller": ana})


@pytest.mark.parametrize("asked", [callers.signed_in, callers.administrator])
def test_nobody_is_no_caller(asked: Any) -> None:
    with pytest.raises(Unauthorized):
        asked(SimpleNamespace(context={}))


def test_a_caller_is_no_administrator() -> None:
    with pytest.raises(AdminRequired):
        callers.administrator(request("staff"))


def test_an_administrator_is_a_caller() -> None:
    asked = request("admin")

    assert callers.administrator(asked) == callers.signed_in(asked) == callers.visitor(asked)


CLOUDFRONT, VIEWER, SECRET = "198.51.100.7", "203.0.113.9", "s3cret"


@pytest.mark.parametrize(
    ("secret", "sent", "address"),
    [
        (SECRET, {EDGE_SECRET: SECRET, VIEWER_ADDRESS: VIEWER}, VIEWER),
        (SECRET, {EDGE_SECRET: SECRET}, CLOUDFRONT),
        (SECRET, {EDGE_SECRET: "guessed", VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
        (SECRET, {EDGE_SECRET: "s\u00e9cret", VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
        (SECRET, {EDGE_SECRET: "", VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
        (SECRET, {VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
        ("", {EDGE_SECRET: "", VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
        ("", {VIEWER_ADDRESS: VIEWER}, CLOUDFRONT),
    ],
)
def test_a_claimed_address_is_believed_beside_the_secret_alone(
    monkeypatch: pytest.MonkeyPatch, secret: str, sent: dict[str, str], address: str
) -> None:
    monkeypatch.setattr(callers, "settings", lambda: Settings(edge_secret=secret))
    event = {"requestContext": {"identity": {"sourceIp": CLOUDFRONT}}}
    asked: Any = SimpleNamespace(headers=sent, resolved_event=event)

    assert callers.source_address(asked) == address


def test_the_secret_is_in_no_description_of_the_settings() -> None:
    assert SECRET not in repr(Settings(edge_secret=SECRET))
