"""GET /auth/profile"""

from splashmy.accounts import profiles
from splashmy.accounts.schemas import Profile
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import Caller, endpoint


@endpoint(
    "GET",
    "/auth/profile",
    grants=[USERS.put, USERS.update, MEDIA.get, USER_POOL.allow("AdminGetUser")],
)
def handler(caller: Caller) -> Profile:
    """Show the caller's own account."""
    return profiles.show(profiles.of(caller))
