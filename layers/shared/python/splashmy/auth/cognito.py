"""Calls to the user pool: our client's secret, and its refusals in our words."""

import base64
import hashlib
import hmac
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from splashmy.auth.records import EmailNotVerified, InvalidCode, InvalidCredentials
from splashmy.errors import ApiError, InvalidRequest, TooManyRequests
from splashmy.resources import USER_POOL, client

DESCRIBE = "DescribeUserPoolClient"  # everyone who calls `as_client` needs this grant
THROTTLED_FOR = 5  # seconds; Cognito does not say how long

REFUSALS: dict[str, type[ApiError]] = {
    "TooManyRequestsException": TooManyRequests,
    "LimitExceededException": TooManyRequests,
    "TooManyFailedAttemptsException": TooManyRequests,
    "NotAuthorizedException": InvalidCredentials,
    "UserNotFoundException": InvalidCredentials,
    "PasswordResetRequiredException": InvalidCredentials,
    "UserNotConfirmedException": EmailNotVerified,
    "CodeMismatchException": InvalidCode,
    "ExpiredCodeException": InvalidCode,
}


def as_administrator(action: str, **parameters: Any) -> dict[str, Any]:
    """An Admin… call on our pool."""
    return _call(action, UserPoolId=USER_POOL.id, **parameters)


def as_client(action: str, *, username: str, **parameters: Any) -> dict[str, Any]:
    """A call of the kind that anyone may make who knows our client's secret."""
    return _call(
        action,
        ClientId=USER_POOL.client_id,
        SecretHash=secret_hash(username),
        Username=username,
        **parameters,
    )


def secret_hash(username: str) -> str:
    message = f"{username}{USER_POOL.client_id}".encode()
    return base64.b64encode(hmac.digest(client_secret().encode(), message, hashlib.sha256)).decode()


@cache
def client_secret() -> str:
    described = as_administrator("describe_user_pool_client", ClientId=USER_POOL.client_id)
    return str(described["UserPoolClient"]["ClientSecret"])


def _call(action: str, **parameters: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(client("cognito-idp"), action)(**parameters)
    except ClientError as error:
        raise _refusal(error) from error
    return answer


def _refusal(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    if code == "InvalidPasswordException":
        return InvalidRequest.field("password", error.response["Error"]["Message"])
    refusal = REFUSALS.get(code)
    if refusal is TooManyRequests:
        return TooManyRequests(retry_after=THROTTLED_FOR)
    return refusal() if refusal else error
