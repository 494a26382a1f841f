"""What an account refuses whatever AWS answered, without a user pool."""

from typing import Any

import pytest
from pydantic import SecretStr

from splashmy.accounts import administration, cognito, tokens
from splashmy.accounts.records import InvalidCredentials, UserNotFound
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.identity.records import User


def test_an_erased_user_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "get", lambda *_, **__: User("USER#ana", deleted_at=now()))

    with pytest.raises(UserNotFound):
        administration.find(UserId("ana"))


@pytest.mark.parametrize("answer", [{}, {"ChallengeName": "SMS_MFA", "Session": "any"}])
def test_a_sign_in_that_asks_for_more_is_refused(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "any")
    monkeypatch.setattr(cognito, "client_secret", lambda: "s" * 24)
    monkeypatch.setattr(cognito, "as_administrator", lambda *_, **__: answer)

    with pytest.raises(InvalidCredentials):
        tokens.issue("ana", SecretStr("correct-horse-9"), address="192.0.2.7")
