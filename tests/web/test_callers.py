"""Whom an endpoint's signature asks for is never somebody else, whatever came before it."""

from types import SimpleNamespace
from typing import Any

import pytest

from splashmy.core.errors import AdminRequired, Unauthorized
from splashmy.core.ids import UserId
from splashmy.identity.caller import SignedIn
from splashmy.web import callers


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
