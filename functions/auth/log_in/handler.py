"""POST /auth/login"""

from typing import Annotated

from pydantic import Field, SecretStr

from splashmy.auth import limits, names, sessions
from splashmy.auth.records import EmailNotVerified, InvalidCredentials
from splashmy.auth.sessions import Session
from splashmy.errors import TooManyRequests
from splashmy.resources import USER_POOL, USERS
from splashmy.web import RequestModel, SourceAddress, endpoint


class LogIn(RequestModel):
    """`identifier` is the email or the username."""

    identifier: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[SecretStr, Field(min_length=1, max_length=256)]


@endpoint(
    "POST",
    "/auth/login",
    message="Signed in.",
    grants=[USERS.get, USERS.put, USERS.update, USER_POOL.allow(*sessions.CALLS)],
    errors=[InvalidCredentials, EmailNotVerified, TooManyRequests],
    ignores_token=True,
)
def handler(body: LogIn, address: SourceAddress) -> Session:
    """Sign in with an email or a username."""
    limits.spend("login", address=address, name=body.identifier)
    return sessions.sign_in(names.username_of(body.identifier), body.password)
