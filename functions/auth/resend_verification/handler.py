"""POST /auth/resend-verification"""

from splashmy.accounts import cognito, rate_limits, registration
from splashmy.accounts.schemas import Email
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import RequestModel, ResponseModel, SourceAddress, endpoint


class ResendVerification(RequestModel):
    email: Email


class VerificationCode(ResponseModel):
    """`expires_in` is in seconds."""

    expires_in: int


@endpoint(
    "POST",
    "/auth/resend-verification",
    message="If this email is waiting for verification, a code was sent to it.",
    grants=[USERS.get, USERS.update, USER_POOL.allow(cognito.DESCRIBE)],
    errors=[TooManyRequests],
    ignores_token=True,
)
def handler(body: ResendVerification, address: SourceAddress) -> VerificationCode:
    """Mail another code; the answer is the same whoever asks."""
    rate_limits.spend("resend", address=address, name=body.email)
    registration.resend(body.email, address=address)
    return VerificationCode(expires_in=registration.CODE_LIFE)
