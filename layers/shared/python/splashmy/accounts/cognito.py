"""Calls to the user pool: our client's secret, and its refusals in our words."""

import base64
import hashlib
import hmac
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from splashmy.accounts.records import (
    EmailNotVerified,
    InvalidCode,
    InvalidCredentials,
    InvalidRefreshToken,
    UsernameTaken,
)
from splashmy.core.errors import ApiError, InvalidRequest, TooManyRequests
from splashmy.core.resources import USER_POOL, client

DESCRIBE = "DescribeUserPoolClient"  # whoever needs our client's secret is granted this
RETRY_AFTER = 5  # seconds; Cognito does not say how long
REFUSALS: dict[str, type[ApiError]] = {
    "CodeMismatchException": InvalidCode,
    "ExpiredCodeException": InvalidCode,
    "AliasExistsException": InvalidCode,
    "NotAuthorizedException": InvalidCredentials,
    "UserNotFoundException": InvalidCredentials,
    "PasswordResetRequiredException": InvalidCredentials,
    "UserNotConfirmedException": EmailNotVerified,
    "UsernameExistsException": UsernameTaken,
    "RefreshTokenReuseException": InvalidRefreshToken,
    "TooManyRequestsException": TooManyRequests,
    "LimitExceededException": TooManyRequests,
    "TooManyFailedAttemptsException": TooManyRequests,
}
TRIGGER_FAILED = {"UserLambdaValidationException", "UnexpectedLambdaException"}  # yet confirmed
# Why Cognito does not send a code; to tell would be to tell who has an account.
UNSAID = {
    "CodeDeliveryFailureException",
    "InvalidParameterException",
    "LimitExceededException",
    "NotAuthorizedException",
    "UserNotConfirmedException",
    "UserNotFoundException",
}


# IAM is not asked for what anyone may call: SignUp, RevokeToken and the like need no grant.
def call(action: str, **parameters: Any) -> dict[str, Any]:
    try:
        return _send(action, parameters)
    except ClientError as error:
        raise _refusal(error) from error


def as_administrator(action: str, **parameters: Any) -> dict[str, Any]:
    """An Admin… call on our pool."""
    return call(action, UserPoolId=USER_POOL.id, **parameters)


def as_client(action: str, *, username: str, **parameters: Any) -> dict[str, Any]:
    """A call that is open to whoever knows our client's secret."""
    return call(action, **_client_of(username), **parameters)


def send_code(action: str, *, username: str) -> None:
    """Mail a code to a user, if that can be done; whether it could is not told."""
    try:
        _send(action, _client_of(username))
    except ClientError as error:
        if _code(error) not in UNSAID:
            raise _refusal(error) from error


def our_client() -> dict[str, str]:
    return {"ClientId": USER_POOL.client_id, "ClientSecret": client_secret()}


def secret_hash(username: str) -> str:
    message = f"{username}{USER_POOL.client_id}".encode()
    return base64.b64encode(hmac.digest(client_secret().encode(), message, hashlib.sha256)).decode()


@cache
def client_secret() -> str:
    described = as_administrator("describe_user_pool_client", ClientId=USER_POOL.client_id)
    return str(described["UserPoolClient"]["ClientSecret"])


def _client_of(username: str) -> dict[str, str]:
    return {
        "ClientId": USER_POOL.client_id,
        "SecretHash": secret_hash(username),
        "Username": username,
    }


def _send(action: str, parameters: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = getattr(client("cognito-idp"), action)(**parameters)
    return answer


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])


def _refusal(error: ClientError) -> Exception:
    refusal = REFUSALS.get(_code(error))
    if refusal is TooManyRequests:
        return TooManyRequests(retry_after=RETRY_AFTER)
    if _code(error) == "InvalidPasswordException":
        return InvalidRequest.field("password", "password_refused")
    return refusal() if refusal else error
