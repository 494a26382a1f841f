"""POST /auth/password-reset/confirm"""

from splashmy.auth import limits, passwords
from splashmy.auth.records import InvalidCode
from splashmy.auth.registration import Email
from splashmy.auth.secrets import Code, NewPassword
from splashmy.errors import TooManyRequests
from splashmy.resources import USER_POOL, USERS
from splashmy.web import RequestModel, ResponseModel, SourceAddress, endpoint


class ConfirmPasswordReset(RequestModel):
    email: Email
    code: Code
    new_password: NewPassword


class ResetPassword(ResponseModel):
    email: str


@endpoint(
    "POST",
    "/auth/password-reset/confirm",
    message="Your password is changed; sign in with the new one.",
    grants=[USERS.get, USERS.update, USER_POOL.allow(*passwords.RESET)],
    errors=[InvalidCode, TooManyRequests],
    ignores_token=True,
)
def handler(body: ConfirmPasswordReset, address: SourceAddress) -> ResetPassword:
    """Set a new password with the code that was mailed; every session ends."""
    limits.spend("confirm_reset", address=address, name=body.email)
    passwords.reset(body.email, code=body.code, new=body.new_password)
    return ResetPassword(email=body.email)
