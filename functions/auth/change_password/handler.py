"""POST /auth/change-password"""

from splashmy.accounts import passwords, rate_limits
from splashmy.accounts.credentials import NewPassword, Password
from splashmy.accounts.records import EmailNotVerified
from splashmy.accounts.schemas import Session
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import AccessToken, Caller, RequestModel, SourceAddress, endpoint


class ChangePassword(RequestModel):
    old_password: Password
    new_password: NewPassword


@endpoint(
    "POST",
    "/auth/change-password",
    message="Password changed. Every other session was signed out.",
    grants=[USERS.put, USERS.update, MEDIA.get, USER_POOL.allow(*passwords.CHANGE)],
    errors=[EmailNotVerified, TooManyRequests],
)
def handler(
    body: ChangePassword, caller: Caller, token: AccessToken, address: SourceAddress
) -> Session:
    """Change the password; every session ends, and the answer has a fresh one."""
    rate_limits.spend("change_password", address=address, name=caller.id)
    return passwords.change(
        caller, old=body.old_password, new=body.new_password, token=token, address=address
    )
