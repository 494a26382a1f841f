"""POST /auth/verify-email"""

from splashmy.auth import limits, registration
from splashmy.auth.records import InvalidCode
from splashmy.auth.registration import Email
from splashmy.auth.secrets import Code
from splashmy.errors import TooManyRequests
from splashmy.resources import USER_POOL, USERS
from splashmy.web import RequestModel, ResponseModel, SourceAddress, endpoint


class VerifyEmail(RequestModel):
    email: Email
    code: Code


class VerifiedEmail(ResponseModel):
    email: str


@endpoint(
    "POST",
    "/auth/verify-email",
    message="Your email is verified; you can sign in now.",
    grants=[USERS.get, USERS.put, USERS.update, USER_POOL.allow(*registration.VERIFY)],
    errors=[InvalidCode, TooManyRequests],
    ignores_token=True,
)
def handler(body: VerifyEmail, address: SourceAddress) -> VerifiedEmail:
    """Confirm a registration with the code that was mailed."""
    limits.spend("verify", address=address, name=body.email)
    registration.verify(body.email, body.code)
    return VerifiedEmail(email=body.email)
