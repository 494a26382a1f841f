"""POST /auth/register"""

from http import HTTPStatus

from pydantic import SecretStr, ValidationInfo, field_validator

from splashmy.accounts import rate_limits, registration
from splashmy.accounts.credentials import NewPassword, Password
from splashmy.accounts.records import CodeNotSent, EmailTaken, UsernameTaken
from splashmy.accounts.schemas import Email, Registration, Username
from splashmy.core.details import invalid
from splashmy.core.errors import Forbidden, TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import RequestModel, SourceAddress, endpoint


class RegisterUser(RequestModel):
    email: Email
    username: Username
    password: NewPassword
    password_confirm: Password

    @field_validator("password_confirm")
    @classmethod
    def _same_password(cls, again: SecretStr, others: ValidationInfo) -> SecretStr:
        if again != others.data.get("password", again):
            raise invalid("passwords_differ")
        return again


@endpoint(
    "POST",
    "/auth/register",
    message="Welcome to SplashMy.",
    status=HTTPStatus.CREATED,
    grants=[
        USERS.get,
        USERS.put,
        USERS.update,
        USERS.delete,
        USER_POOL.allow(*registration.REGISTER),
    ],
    errors=[EmailTaken, UsernameTaken, CodeNotSent, Forbidden, TooManyRequests],
    ignores_token=True,
)
def handler(body: RegisterUser, address: SourceAddress) -> Registration:
    """Create an account; where emails are verified, a code is mailed first.

    Where emails are verified the answer never tells whether one was known already.
    """
    rate_limits.spend("register", address=address, name=body.email)
    return registration.register(
        email=body.email, username=body.username, password=body.password, address=address
    )
