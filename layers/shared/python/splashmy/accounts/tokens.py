"""Tokens as Cognito issues, rotates and revokes them."""

import base64
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import SecretStr

from splashmy.accounts import cognito
from splashmy.accounts.records import InvalidCredentials
from splashmy.core.resources import USER_POOL

ACCESS_LIFE = 15 * 60  # seconds
REFRESH_LIFE_DAYS = 30
REFRESH_GRACE = 30  # seconds in which the token before still works: two tabs, or a lost answer


@dataclass(frozen=True, repr=False)
class Tokens:
    """`expires_in` is in seconds, of the access token."""

    access_token: str
    id_token: str
    refresh_token: str
    expires_in: int
    token_type: str

    @cached_property
    def claims(self) -> dict[str, Any]:
        """Of the access token; it comes from Cognito itself, so nothing is verified."""
        payload = self.access_token.split(".")[1]
        padded = payload + "=" * (-len(payload) % 4)
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(padded))
        return claims


def issue(username: str, password: SecretStr) -> Tokens:
    answer = cognito.as_administrator(
        "admin_initiate_auth",
        ClientId=USER_POOL.client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": username,
            "PASSWORD": password.get_secret_value(),
            "SECRET_HASH": cognito.secret_hash(username),
        },
    )
    if "AuthenticationResult" not in answer:
        raise InvalidCredentials
    return _tokens(answer)


def rotate(refresh_token: str) -> Tokens:
    answer = cognito.call(
        "get_tokens_from_refresh_token", RefreshToken=refresh_token, **cognito.our_client()
    )
    return _tokens(answer)


def revoke(refresh_token: str) -> None:
    """End a refresh token and all that came from the same sign-in."""
    cognito.call("revoke_token", Token=refresh_token, **cognito.our_client())


def _tokens(answer: dict[str, Any]) -> Tokens:
    issued = answer["AuthenticationResult"]
    return Tokens(
        access_token=issued["AccessToken"],
        id_token=issued["IdToken"],
        refresh_token=issued["RefreshToken"],
        expires_in=issued["ExpiresIn"],
        token_type=issued["TokenType"],
    )
