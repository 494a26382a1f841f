"""GET /auth/users/{user_id}"""

from uuid import UUID

from splashmy.accounts import administration
from splashmy.accounts.records import UserNotFound
from splashmy.accounts.schemas import AdminUser
from splashmy.core.resources import MEDIA
from splashmy.web import Admin, endpoint


@endpoint("GET", "/auth/users/{user_id}", grants=[MEDIA.get], errors=[UserNotFound])
def handler(user_id: UUID, admin: Admin) -> AdminUser:
    """Show any user."""
    return administration.show(administration.find(str(user_id)))
