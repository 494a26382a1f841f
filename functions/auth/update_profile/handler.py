"""PATCH, PUT /auth/profile"""

from splashmy.accounts import profiles
from splashmy.accounts.schemas import Profile, UpdateProfile
from splashmy.core.resources import MEDIA, STYLES, USER_POOL, USERS
from splashmy.styles.records import StyleNotFound
from splashmy.web import Caller, endpoint


@endpoint(
    ("PATCH", "PUT"),
    "/auth/profile",
    message="Profile saved.",
    grants=[USERS.put, USERS.update, STYLES.batch_get, MEDIA.get, USER_POOL.allow("AdminGetUser")],
    errors=[StyleNotFound],
)
def handler(body: UpdateProfile, caller: Caller) -> Profile:
    """Change what is given of the caller's own account, and leave the rest."""
    return profiles.show(profiles.change(profiles.of(caller), body))
