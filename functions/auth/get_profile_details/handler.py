"""GET /auth/profile/details"""

from splashmy.accounts import profiles
from splashmy.accounts.schemas import ProfileDetails
from splashmy.core.resources import USER_POOL, USERS
from splashmy.web import Caller, endpoint


@endpoint(
    "GET",
    "/auth/profile/details",
    grants=[USERS.put, USERS.update, USER_POOL.allow("AdminGetUser")],
)
def handler(caller: Caller) -> ProfileDetails:
    """Show the caller's own preferences."""
    return profiles.details(profiles.of(caller))
