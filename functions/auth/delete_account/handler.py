"""DELETE /auth/account"""

from splashmy.accounts import deletion
from splashmy.core.resources import ACCOUNT_DELETION, USER_POOL, USERS
from splashmy.web import Caller, ResponseModel, endpoint


class DeletedAccount(ResponseModel):
    id: str


@endpoint(
    "DELETE",
    "/auth/account",
    message="Account closed. Everything stored for it is being erased.",
    grants=[
        USERS.put,
        USERS.update,
        USERS.delete,
        ACCOUNT_DELETION.start,
        USER_POOL.allow("AdminGetUser"),
    ],
)
def handler(caller: Caller) -> DeletedAccount:
    """Close the account at once, for good, and erase everything that is stored for it."""
    deletion.begin(caller)
    return DeletedAccount(id=caller.id)
