"""POST /auth/password-reset/confirm"""

from splashmy.accounts import passwords, rate_limits
from splashmy.accounts.credentials import Code, NewPassword
from splashmy.accounts.records import InvalidCode
from splashmy.accounts.schemas import Email
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
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
    message="Password changed. Please sign in with the new one.",
    grants=[USERS.get, USERS.update, USER_POOL.allow(*passwords.RESET)],
    errors=[InvalidCode, TooManyRequests],
    ignores_token=True,
)
def handler(body: ConfirmPasswordReset, address: SourceAddress) -> ResetPassword:
    """Set a new password with the code that was mailed; every session ends."""
    rate_limits.spend("confirm_reset", address=address, name=body.email)
    passwords.reset(body.email, code=body.code, new=body.new_password, address=address)
    return ResetPassword(email=body.email)
