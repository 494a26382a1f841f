"""GET /auth/users/{user_id}"""

from uuid import UUID

from splashmy.auth import members
from splashmy.auth.members import RuledUser
from splashmy.auth.records import UserNotFound
from splashmy.resources import MEDIA
from splashmy.web import Admin, endpoint


@endpoint("GET", "/auth/users/{user_id}", grants=[MEDIA.get], errors=[UserNotFound])
def handler(user_id: UUID, admin: Admin) -> RuledUser:
    """Show any user."""
    return members.show(members.find(str(user_id)))
