"""Users as administrators see and change them."""

from splashmy.accounts import profiles, sessions
from splashmy.accounts.records import MEMBERS, CannotDisableYourself, Member, Members, UserNotFound
from splashmy.accounts.schemas import AdminUser, UpdateUser
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.lists import Page, read_page
from splashmy.core.records import Position
from splashmy.identity.records import User


def page(*, size: int, position: Position | None) -> Page[User]:
    """Newest first; one Query, and one call for the users and how many there are."""
    return read_page(
        Member,
        MEMBERS,
        counter=(Members, (MEMBERS, "COUNT")),
        place=lambda entry: (User, User.key(entry.user_id)),
        size=size,
        position=position,
        range_key_condition=Member.sk.startswith("USER#"),
    )


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
    if changes.is_disabled and user_id == by:
        raise CannotDisableYourself
    user, given = find(user_id), changes.given()
    actions = [
        getattr(User, name).remove() if value is None else getattr(User, name).set(value)
        for name, value in given.items()
    ]
    user.update([*actions, User.updated_at.set(now())], condition=User.deleted_at.does_not_exist())
    if changes.is_disabled:
        sessions.end_all(user.id, user.username)
    return user


def show(user: User) -> AdminUser:
    return AdminUser(
        **dict(profiles.show(user)),
        is_disabled=user.is_disabled,
        monthly_cost_limit_usd=user.monthly_cost_limit_usd,
    )
