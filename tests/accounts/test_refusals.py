"""What an account refuses whatever AWS answered, without a user pool."""

from typing import Any

import pytest
from pydantic import SecretStr

from splashmy.accounts import administration, cognito, profiles, registration, tokens
from splashmy.accounts.records import CodeNotSent, EmailMissing, InvalidCredentials, UserNotFound
from splashmy.accounts.schemas import UpdateUser
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.settings import Settings
from splashmy.identity.records import User


def test_an_erased_user_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "get", lambda *_, **__: User("USER#ana", deleted_at=now()))

    with pytest.raises(UserNotFound):
        administration.find(UserId("ana"))


def test_one_who_is_erased_while_an_administrator_changes_them_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(User, "get", lambda *_, **__: User("USER#ana", deleted_at=now()))
    monkeypatch.setattr(administration, "find", lambda _: None)  # it was there just now

    with pytest.raises(UserNotFound):
        administration.update(UserId("ana"), UpdateUser(is_premium=True), by="an administrator")


@pytest.mark.parametrize("answer", [{}, {"ChallengeName": "SMS_MFA", "Session": "any"}])
def test_a_sign_in_that_asks_for_more_is_refused(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "any")
    monkeypatch.setattr(cognito, "client_secret", lambda: "s" * 24)
    monkeypatch.setattr(cognito, "as_administrator", lambda *_, **__: answer)

    with pytest.raises(InvalidCredentials):
        tokens.issue("ana", SecretStr("correct-horse-9"), address="192.0.2.7")


@pytest.mark.parametrize("given", [[], [{"Name": "email", "Value": ""}]])
def test_one_whom_the_pool_knows_no_email_of_gets_no_profile(
    monkeypatch: pytest.MonkeyPatch, given: list[dict[str, str]]
) -> None:
    known = {"UserAttributes": [{"Name": "sub", "Value": "ana"}, *given]}
    monkeypatch.setattr(profiles, "as_administrator", lambda *_, **__: known)
    monkeypatch.setattr(profiles, "create", lambda *_, **__: None)

    with pytest.raises(EmailMissing):
        profiles.recover("ana")


def _sign_up_without_code(monkeypatch: pytest.MonkeyPatch, *, email_verification: bool) -> None:
    def send_none(*_: object, **__: object) -> None:
        raise CodeNotSent

    chosen = Settings(email_verification=email_verification)
    monkeypatch.setattr(registration, "settings", lambda: chosen)
    monkeypatch.setattr(cognito, "as_client", send_none)
    registration._ask_pool("a@example.com", "ana", SecretStr("any"), address="192.0.2.7")


def test_a_code_that_cannot_be_sent_is_told_where_it_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(CodeNotSent):
        _sign_up_without_code(monkeypatch, email_verification=True)


def test_a_code_that_nobody_waits_for_need_not_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    _sign_up_without_code(monkeypatch, email_verification=False)
