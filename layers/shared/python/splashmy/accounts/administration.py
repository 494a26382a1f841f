"""Users as administrators see and change them."""

from splashmy.accounts import members, profiles, sessions
from splashmy.accounts.records import CannotDisableYourself, UserNotFound
from splashmy.accounts.schemas import AdminUser, UpdateUser
from splashmy.core.ids import UserId
from splashmy.identity.records import User


def find(user_id: UserId) -> User:
    try:
        user = User.get(*User.key(user_id), consistent_read=True)
    except User.DoesNotExist:
        raise UserNotFound from None
    if user.is_erased:
        raise UserNotFound
    return user


def update(user_id: UserId, changes: UpdateUser, *, by: str) -> User:
    """Holds from the user's next call on; one who is disabled must sign in again afterwards."""
    if changes.given().get("is_disabled") and user_id == by:
        raise CannotDisableYourself
    find(user_id)
    user = members.change(user_id, changes.given())
    if user.is_erased:
        raise UserNotFound
    if changes.given().get("is_disabled"):
        sessions.end_all(user.id, user.username)
    return user


def show(user: User) -> AdminUser:
    return AdminUser(
        **dict(profiles.show(user)),
        is_disabled=user.is_disabled,
        monthly_cost_limit_usd=user.monthly_cost_limit_usd,
    )
