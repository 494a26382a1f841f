"""POST /auth/login"""

from typing import Annotated

from pydantic import Field

from splashmy.accounts import rate_limits, sessions
from splashmy.accounts.credentials import NewPassword, Password
from splashmy.accounts.records import (
    EmailMissing,
    EmailNotVerified,
    EmailTaken,
    InvalidCredentials,
    NewPasswordRequired,
)
from splashmy.accounts.schemas import Session
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import RequestModel, SourceAddress, endpoint


class LogIn(RequestModel):
    """`identifier` is the email or the username.

    `new_password` is needed once, by a user whom an operator made, in place of the temporary one.
    """

    identifier: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password
    new_password: Annotated[NewPassword | None, Field(examples=[None])] = None


@endpoint(
    "POST",
    "/auth/login",
    message="Signed in.",
    grants=[USERS.get, USERS.put, USERS.update, MEDIA.get, USER_POOL.allow(*sessions.LOG_IN)],
    errors=[
        InvalidCredentials,
        EmailNotVerified,
        NewPasswordRequired,
        EmailMissing,
        EmailTaken,
        TooManyRequests,
    ],
    ignores_token=True,
)
def handler(body: LogIn, address: SourceAddress) -> Session:
    """Sign in with an email or a username."""
    with rate_limits.wrong_tries("login", address=address, name=body.identifier):
        return sessions.log_in(
            body.identifier, body.password, address=address, new_password=body.new_password
        )
