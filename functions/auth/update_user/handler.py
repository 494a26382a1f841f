"""PATCH /auth/users/{user_id}"""

from uuid import UUID

from splashmy.auth import members
from splashmy.auth.members import RuledUser, RuleUser
from splashmy.auth.records import CannotDisableYourself, UserNotFound
from splashmy.resources import MEDIA, USER_POOL, USERS
from splashmy.web import Admin, endpoint


@endpoint(
    "PATCH",
    "/auth/users/{user_id}",
    message="The user is changed.",
    grants=[USERS.update, MEDIA.get, USER_POOL.allow("AdminUserGlobalSignOut")],
    errors=[UserNotFound, CannotDisableYourself],
)
def handler(user_id: UUID, body: RuleUser, admin: Admin) -> RuledUser:
    """Change a user's plan or limit, or shut the user out; it holds from their next call on."""
    return members.show(members.rule(str(user_id), body, by=admin.id))
