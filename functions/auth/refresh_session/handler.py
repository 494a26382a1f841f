"""POST /auth/refresh"""

from splashmy.accounts import sessions
from splashmy.accounts.credentials import Token
from splashmy.accounts.records import InvalidRefreshToken
from splashmy.accounts.schemas import Session
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import RequestModel, endpoint


class RefreshSession(RequestModel):
    refresh_token: Token


@endpoint(
    "POST",
    "/auth/refresh",
    message="Session refreshed.",
    grants=[USERS.get, USERS.put, USERS.update, MEDIA.get, USER_POOL.allow(*sessions.REFRESH)],
    errors=[InvalidRefreshToken, TooManyRequests],
    ignores_token=True,
)
def handler(body: RefreshSession) -> Session:
    """Exchange a refresh token for new tokens; each works once.

    For 30 seconds it works again, so that two tabs or a lost answer do no harm. One that is used
    later ends the session, for it was stolen from one of the two who used it.
    """
    return sessions.refresh(body.refresh_token)
