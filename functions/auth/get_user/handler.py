"""GET /auth/users/{user_id}"""

from splashmy.accounts import administration
from splashmy.accounts.records import UserNotFound
from splashmy.accounts.schemas import AdminUser
from splashmy.core.ids import UserId
from splashmy.core.resources import MEDIA
from splashmy.web import Admin, Id, endpoint


@endpoint("GET", "/auth/users/{user_id}", grants=[MEDIA.get], errors=[UserNotFound])
def handler(user_id: Id[UserId], admin: Admin) -> AdminUser:
    """Show any user."""
    return administration.show(administration.find(user_id))
