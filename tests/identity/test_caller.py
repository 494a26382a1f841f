"""Groups of a token, as API Gateway and a token itself give them."""

from typing import Any

import pytest

from splashmy.core.ids import UserId
from splashmy.identity import caller
from splashmy.identity.records import User


@pytest.fixture(autouse=True)
def _nobody_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> User:
        raise User.DoesNotExist

    monkeypatch.setattr(User, "get", missing)


@pytest.mark.parametrize("groups", [["admin"], "admin", "staff,admin", "[staff admin]"])
def test_an_administrator_is_in_the_group_admin(groups: Any) -> None:
    assert admitted(groups).is_admin


@pytest.mark.parametrize("groups", ["", "super.admin", "admin.eu", ["not:admin"], "[a/admin b]"])
def test_a_group_whose_name_contains_admin_is_another(groups: Any) -> None:
    assert not admitted(groups).is_admin


def admitted(groups: Any) -> caller.SignedIn:
    claims = {"token_use": "access", "sub": UserId("any"), "cognito:groups": groups}
    return caller.admit(claims)
