"""DELETE /auth/avatar"""

from splashmy.accounts import avatars
from splashmy.core.resources import MEDIA, USERS
from splashmy.web import Caller, ResponseModel, endpoint


class NoAvatar(ResponseModel):
    avatar_url: None = None


@endpoint(
    "DELETE",
    "/auth/avatar",
    message="Avatar removed.",
    grants=[USERS.update, MEDIA.delete],
)
def handler(caller: Caller) -> NoAvatar:
    """Remove the caller's avatar, and one that is being checked."""
    avatars.delete(caller)
    return NoAvatar()
