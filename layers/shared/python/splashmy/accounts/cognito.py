"""Calls to the user pool: our client's secret, and its refusals in our words."""

import base64
import hashlib
import hmac
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from splashmy.accounts import cognito_errors
from splashmy.core.resources import USER_POOL, client

DESCRIBE = "DescribeUserPoolClient"  # whoever needs our client's secret is granted this


# IAM is not asked for what anyone may call: SignUp, RevokeToken and the like need no grant.
def call(action: str, **parameters: Any) -> dict[str, Any]:
    """Nothing is answered where the deed was done although the pool reports an error."""
    try:
        return _send(action, parameters)
    except ClientError as error:
        if cognito_errors.is_done(action, error):
            return {}
        raise cognito_errors.translated(action, error) from error


def as_administrator(action: str, **parameters: Any) -> dict[str, Any]:
    """An Admin… call on our pool."""
    return call(action, UserPoolId=USER_POOL.id, **parameters)


def as_client(action: str, *, username: str, address: str, **parameters: Any) -> dict[str, Any]:
    """A call that is open to whoever knows our client's secret.

    `address` is the caller's: threat protection looks at it, where the pool has it.
    """
    return call(action, **_client_of(username, address), **parameters)


def send_code(action: str, *, username: str, address: str) -> None:
    """Mail a code to a user, if that can be done; whether it could is not told."""
    try:
        _send(action, _client_of(username, address))
    except ClientError as error:
        if not cognito_errors.is_unsaid(error):
            raise cognito_errors.translated(action, error) from error


def our_client() -> dict[str, str]:
    return {"ClientId": USER_POOL.client_id, "ClientSecret": client_secret()}


def secret_hash(username: str) -> str:
    message = f"{username}{USER_POOL.client_id}".encode()
    return base64.b64encode(hmac.digest(client_secret().encode(), message, hashlib.sha256)).decode()


@cache
def client_secret() -> str:
    described = as_administrator("describe_user_pool_client", ClientId=USER_POOL.client_id)
    return str(described["UserPoolClient"]["ClientSecret"])


def _client_of(username: str, address: str) -> dict[str, Any]:
    return {
        "UserContextData": {"IpAddress": address},
        "ClientId": USER_POOL.client_id,
        "SecretHash": secret_hash(username),
        "Username": username,
    }


def _send(action: str, parameters: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = getattr(client("cognito-idp"), action)(**parameters)
    return answer
