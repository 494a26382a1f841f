"""POST /auth/login"""

from typing import Annotated

from pydantic import Field

from splashmy.accounts import rate_limits, sessions
from splashmy.accounts.credentials import Password
from splashmy.accounts.records import EmailNotVerified, InvalidCredentials
from splashmy.accounts.schemas import Session
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import RequestModel, SourceAddress, endpoint


class LogIn(RequestModel):
    """`identifier` is the email or the username."""

    identifier: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password


@endpoint(
    "POST",
    "/auth/login",
    message="Signed in.",
    grants=[USERS.get, USERS.put, USERS.update, MEDIA.get, USER_POOL.allow(*sessions.SIGN_IN)],
    errors=[InvalidCredentials, EmailNotVerified, TooManyRequests],
    ignores_token=True,
)
def handler(body: LogIn, address: SourceAddress) -> Session:
    """Sign in with an email or a username."""
    with rate_limits.wrong_tries("login", address=address, name=body.identifier):
        return sessions.log_in(body.identifier, body.password)
