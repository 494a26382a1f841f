"""Sessions: signing in, and ending for good."""

import base64
import json
from typing import Any

from pydantic import SecretStr

from splashmy.auth import cognito, profiles
from splashmy.auth.profiles import Profile
from splashmy.auth.records import InvalidCredentials
from splashmy.resources import USER_POOL
from splashmy.web import ResponseModel

CALLS = ("AdminInitiateAuth", "AdminGetUser", cognito.DESCRIBE)  # what `sign_in` is granted


class Session(ResponseModel):
    """`expires_in` is in seconds, of the access token."""

    access_token: str
    id_token: str
    refresh_token: str
    expires_in: int
    token_type: str
    user: Profile


def sign_in(username: str, password: SecretStr) -> Session:
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
    return session(answer["AuthenticationResult"])


def session(tokens: dict[str, Any]) -> Session:
    """What Cognito issued just now, with the user it is for."""
    claims = claims_of(tokens["AccessToken"])
    user = profiles.recover(claims["sub"], claims["username"])
    if user.is_disabled:
        raise InvalidCredentials
    return Session(
        access_token=tokens["AccessToken"],
        id_token=tokens["IdToken"],
        refresh_token=tokens["RefreshToken"],
        expires_in=tokens["ExpiresIn"],
        token_type=tokens["TokenType"],
        user=profiles.show(user),
    )


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a token that comes from Cognito itself, so nothing is verified."""
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims
