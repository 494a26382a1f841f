"""POST /auth/change-password"""

from splashmy.auth import limits, passwords
from splashmy.auth.secrets import NewPassword, Password
from splashmy.auth.sessions import Session
from splashmy.errors import TooManyRequests
from splashmy.resources import MEDIA, USER_POOL, USERS
from splashmy.web import AccessToken, Caller, RequestModel, SourceAddress, endpoint


class ChangePassword(RequestModel):
    old_password: Password
    new_password: NewPassword


@endpoint(
    "POST",
    "/auth/change-password",
    message="Your password is changed; every other session has ended.",
    grants=[USERS.put, USERS.update, MEDIA.get, USER_POOL.allow(*passwords.CHANGE)],
    errors=[TooManyRequests],
)
def handler(
    body: ChangePassword, caller: Caller, token: AccessToken, address: SourceAddress
) -> Session:
    """Change the password; every session ends, and the answer has a fresh one."""
    limits.spend("change_password", address=address, name=caller.id)
    return passwords.change(caller, old=body.old_password, new=body.new_password, token=token)
