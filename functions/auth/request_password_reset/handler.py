"""POST /auth/password-reset/request"""

from splashmy.accounts import cognito, passwords, rate_limits
from splashmy.accounts.schemas import Email
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import RequestModel, ResponseModel, SourceAddress, endpoint


class RequestPasswordReset(RequestModel):
    email: Email


class ResetCode(ResponseModel):
    """`expires_in` is in seconds."""

    expires_in: int


@endpoint(
    "POST",
    "/auth/password-reset/request",
    message="If an account has this email, a code was sent to it.",
    grants=[USERS.get, USERS.update, USER_POOL.allow(cognito.DESCRIBE)],
    errors=[TooManyRequests],
    ignores_token=True,
)
def handler(body: RequestPasswordReset, address: SourceAddress) -> ResetCode:
    """Mail a code to set a new password with; the answer is the same whoever asks."""
    rate_limits.spend("request_reset", address=address, name=body.email)
    passwords.request_reset(body.email, address=address)
    return ResetCode(expires_in=passwords.RESET_CODE_LIFE)
