"""Every error that AWS documents for a call we make has an answer, without a user pool."""

import ast
from collections.abc import Collection, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from splashmy import accounts
from splashmy.accounts import cognito, cognito_errors, tokens
from splashmy.accounts.records import (
    CodeNotSent,
    InvalidCode,
    InvalidCredentials,
    InvalidRefreshToken,
)
from splashmy.core import aws_errors
from splashmy.core.errors import ApiError, InvalidRequest, TooManyRequests

POOL = boto3.session.Session("any", "any", region_name="eu-west-1").client("cognito-idp")
CALLS = {"call", "as_administrator", "as_client", "send_code"}


def our_calls() -> Iterator[str]:
    """The name of every call to the pool that stands in the package."""
    for module in Path(*accounts.__path__).glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            match node:
                case ast.Call(func=func, args=[ast.Constant(value=str(action)), *_]):
                    if _name_of(func) in CALLS:
                        yield action


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def documented() -> Iterator[tuple[str, str]]:
    for action in sorted(set(our_calls())):
        operation = POOL.meta.method_to_api_mapping[action]
        for shape in POOL.meta.service_model.operation_model(operation).error_shapes:
            yield action, shape.name


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    monkeypatch.setenv("USER_POOL_ID", "eu-west-1_any")
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "any")
    monkeypatch.setattr(cognito, "client_secret", lambda: "s" * 24)
    monkeypatch.setattr(cognito, "client", lambda _: POOL)
    with Stubber(POOL) as stubber:
        yield stubber


def refused(pool: Stubber, action: str, code: str) -> None:
    pool.add_client_error(action, code, "Cognito's own words.", 400)


def test_the_calls_are_found() -> None:
    assert {"sign_up", "revoke_token", "forgot_password", "admin_get_user"} <= set(our_calls())


@pytest.mark.parametrize(("action", "code"), [*documented()], ids=str)
def test_a_documented_error_is_decided(action: str, code: str) -> None:
    error = ClientError({"Error": {"Code": code, "Message": "Cognito's own words."}}, action)

    if cognito_errors.is_done(action, error):
        return
    answer = cognito_errors.translated(action, error)

    if isinstance(answer, ApiError):
        assert answer.status != HTTPStatus.INTERNAL_SERVER_ERROR
        assert "own words" not in f"{answer} {answer.details}"
    else:
        is_ours = code.removesuffix("Exception") in cognito_errors.OURS
        is_ours |= cognito_errors.is_ours(action, error)
        assert is_ours or aws_errors.is_unavailable(error)


def test_no_decision_is_about_an_error_that_cannot_happen() -> None:
    known = {(action, code.removesuffix("Exception")) for action, code in documented()}
    decided: list[Mapping[str, Collection[str]]] = [
        cognito_errors.ANSWERS_OF,
        cognito_errors.DONE,
        cognito_errors.OURS_OF,
    ]

    assert {(action, code) for one in decided for action in one for code in one[action]} <= known
    everywhere = {*cognito_errors.ANSWERS, *cognito_errors.UNSAID, *cognito_errors.OURS}
    assert everywhere <= {code for _, code in known}


@pytest.mark.parametrize(
    "code", ["UnsupportedTokenTypeException", "UnauthorizedException", "InvalidParameterException"]
)
def test_what_is_no_refresh_token_needs_no_revocation(pool: Stubber, code: str) -> None:
    refused(pool, "revoke_token", code)

    assert tokens.revoke("nonsense") is False


@pytest.mark.parametrize(
    ("action", "code", "answer"),
    [
        ("get_tokens_from_refresh_token", "InvalidParameterException", InvalidRefreshToken),
        ("get_tokens_from_refresh_token", "ForbiddenException", TooManyRequests),
        ("change_password", "UserNotConfirmedException", InvalidCredentials),
        ("confirm_forgot_password", "UserNotConfirmedException", InvalidCode),
        ("confirm_sign_up", "InvalidParameterException", InvalidCode),
        ("sign_up", "CodeDeliveryFailureException", CodeNotSent),
        ("sign_up", "InvalidParameterException", InvalidRequest),
        ("confirm_forgot_password", "PasswordHistoryPolicyViolationException", InvalidRequest),
    ],
)
def test_an_error_speaks_our_words(
    pool: Stubber, action: str, code: str, answer: type[ApiError]
) -> None:
    refused(pool, action, code)

    with pytest.raises(answer):
        cognito.call(action, **_parameters(action))


@pytest.mark.parametrize("action", sorted(cognito_errors.OURS_OF))
def test_what_our_role_may_not_do_is_no_wrong_password(action: str) -> None:
    error = ClientError({"Error": {"Code": "NotAuthorizedException", "Message": "No."}}, action)

    assert cognito_errors.translated(action, error) is error


@pytest.mark.parametrize("action", ["confirm_sign_up", "confirm_forgot_password"])
def test_a_trigger_that_fails_undoes_nothing(pool: Stubber, action: str) -> None:
    refused(pool, action, "UserLambdaValidationException")

    assert cognito.call(action, **_parameters(action)) == {}


@pytest.mark.parametrize("code", sorted(cognito_errors.UNSAID))
def test_why_no_code_is_sent_is_not_told(pool: Stubber, code: str) -> None:
    refused(pool, "forgot_password", f"{code}Exception")

    cognito.send_code("forgot_password", username="ana", address="192.0.2.7")


def _parameters(action: str) -> dict[str, Any]:
    """What the model requires, and nothing else."""
    operation = POOL.meta.method_to_api_mapping[action]
    required = POOL.meta.service_model.operation_model(operation).input_shape.required_members
    return dict.fromkeys(required, "any")
