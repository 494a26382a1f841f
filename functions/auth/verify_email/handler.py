"""POST /auth/verify-email"""

from splashmy.accounts import rate_limits, registration
from splashmy.accounts.credentials import Code
from splashmy.accounts.records import InvalidCode
from splashmy.accounts.schemas import Email
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import RequestModel, ResponseModel, SourceAddress, endpoint


class VerifyEmail(RequestModel):
    email: Email
    code: Code


class VerifiedEmail(ResponseModel):
    email: str


@endpoint(
    "POST",
    "/auth/verify-email",
    message="Email verified. You can sign in now.",
    grants=[USERS.get, USERS.put, USERS.update, USER_POOL.allow(*registration.VERIFY)],
    errors=[InvalidCode, TooManyRequests],
    ignores_token=True,
)
def handler(body: VerifyEmail, address: SourceAddress) -> VerifiedEmail:
    """Confirm a registration with the code that was mailed."""
    rate_limits.spend("verify", address=address, name=body.email)
    registration.verify(body.email, body.code, address=address)
    return VerifiedEmail(email=body.email)
