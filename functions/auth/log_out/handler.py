"""POST /auth/logout"""

from splashmy.accounts import sessions
from splashmy.accounts.credentials import Token
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import Caller, RequestModel, ResponseModel, endpoint


class LogOut(RequestModel):
    refresh_token: Token | None = None


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
    """End this session at once: its access token and its refresh token are refused from now on."""
    sessions.end(caller, body.refresh_token if body else None)
    return EndedSession(signed_out=True)
