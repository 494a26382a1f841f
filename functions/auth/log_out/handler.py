"""POST /auth/logout"""

from pydantic import StrictBool

from splashmy.accounts import sessions
from splashmy.accounts.credentials import Token
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import Caller, RequestModel, ResponseModel, endpoint


class LogOut(RequestModel):
    """`everywhere` ends every other session of the caller too."""

    refresh_token: Token | None = None
    everywhere: StrictBool = False


class EndedSession(ResponseModel):
    signed_out: bool


@endpoint(
    "POST",
    "/auth/logout",
    message="Signed out.",
    grants=[USERS.put, USERS.update, USER_POOL.allow(*sessions.LOG_OUT)],
    errors=[TooManyRequests],
)
def handler(caller: Caller, body: LogOut | None = None) -> EndedSession:
    """End this session at once: its access token and its refresh token are refused from now on.

    With `everywhere`, those of every other session of the caller too.
    """
    asked = body or LogOut()
    if asked.everywhere:
        sessions.end_everywhere(caller)
    else:
        sessions.end(caller, asked.refresh_token)
    return EndedSession(signed_out=True)
