"""PATCH /auth/users/{user_id}"""

from splashmy.accounts import administration
from splashmy.accounts.records import CannotDisableYourself, UserNotFound
from splashmy.accounts.schemas import AdminUser, UpdateUser
from splashmy.core.ids import UserId
from splashmy.core.resources import MEDIA, USER_POOL, USERS
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "PATCH",
    "/auth/users/{user_id}",
    message="User updated.",
    grants=[
        USERS.put,
        USERS.update,
        USERS.delete,
        MEDIA.get,
        USER_POOL.allow("AdminUserGlobalSignOut"),
    ],
    errors=[UserNotFound, CannotDisableYourself],
)
def handler(user_id: Id[UserId], body: UpdateUser, admin: Admin) -> AdminUser:
    """Change a user's plan or limit, or shut the user out; it holds from their next call on."""
    return administration.show(administration.update(user_id, body, by=admin.id))
