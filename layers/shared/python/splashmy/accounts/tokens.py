"""Tokens as Cognito issues, rotates and revokes them."""

import base64
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import SecretStr

from splashmy.accounts import cognito
from splashmy.accounts.records import (
    InvalidCredentials,
    InvalidRefreshToken,
    NewPasswordRequired,
)
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


def issue(
    username: str, password: SecretStr, *, address: str, new_password: SecretStr | None = None
) -> Tokens:
    """`new_password` is taken where the password is a temporary one, which works once.

    Threat protection, where the pool has it, looks at the caller's `address`.
    """
    origin = {"IpAddress": address, "ServerName": "api", "ServerPath": "/", "HttpHeaders": []}
    answer = cognito.as_administrator(
        "admin_initiate_auth",
        ClientId=USER_POOL.client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters=_proof(username, PASSWORD=password.get_secret_value()),
        ContextData=origin,
    )
    if answer.get("ChallengeName") == "NEW_PASSWORD_REQUIRED":
        if new_password is None:
            raise NewPasswordRequired
        answer = _replace_temporary(answer, new_password, origin)
    if "AuthenticationResult" not in answer:
        raise InvalidCredentials
    return _tokens(answer)


def _replace_temporary(
    challenge: dict[str, Any], new_password: SecretStr, origin: dict[str, Any]
) -> dict[str, Any]:
    username = challenge["ChallengeParameters"]["USER_ID_FOR_SRP"]
    return cognito.as_administrator(
        "admin_respond_to_auth_challenge",
        ClientId=USER_POOL.client_id,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses=_proof(username, NEW_PASSWORD=new_password.get_secret_value()),
        ContextData=origin,
    )


def _proof(username: str, **secret: str) -> dict[str, str]:
    return {"USERNAME": username, "SECRET_HASH": cognito.secret_hash(username), **secret}


def rotate(refresh_token: str) -> Tokens:
    answer = cognito.call(
        "get_tokens_from_refresh_token", RefreshToken=refresh_token, **cognito.our_client()
    )
    return _tokens(answer)


def revoke(refresh_token: str) -> bool:
    """End a refresh token and all that came from the same sign-in; False where it is none."""
    try:
        cognito.call("revoke_token", Token=refresh_token, **cognito.our_client())
    except InvalidRefreshToken:
        return False
    return True


def _tokens(answer: dict[str, Any]) -> Tokens:
    issued = answer["AuthenticationResult"]
    return Tokens(
        access_token=issued["AccessToken"],
        id_token=issued["IdToken"],
        refresh_token=issued["RefreshToken"],
        expires_in=issued["ExpiresIn"],
        token_type=issued["TokenType"],
    )
