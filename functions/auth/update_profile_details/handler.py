"""PATCH, PUT /auth/profile/details"""

from splashmy.accounts import profiles
from splashmy.accounts.schemas import ProfileDetails, UpdateProfile, UpdateProfileDetails
from splashmy.core.resources import STYLES, USER_POOL, USERS
from splashmy.styles.records import StyleNotFound
from splashmy.web import Caller, endpoint


@endpoint(
    ("PATCH", "PUT"),
    "/auth/profile/details",
    message="Profile saved.",
    grants=[USERS.put, USERS.update, STYLES.batch_get, USER_POOL.allow("AdminGetUser")],
    errors=[StyleNotFound],
)
def handler(body: UpdateProfileDetails, caller: Caller) -> ProfileDetails:
    """Change what is given of the caller's preferences, and leave the rest."""
    user = profiles.change(profiles.of(caller), UpdateProfile(profile=body))
    return profiles.details(user)
