"""Users as administrators see and rule them."""

from dataclasses import dataclass

from splashmy.accounts import profiles, sessions
from splashmy.accounts.records import MEMBERS, CannotDisableYourself, Member, Members, UserNotFound
from splashmy.accounts.schemas import AdminUser, UpdateUser
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.records import Position, query_slice, read_together
from splashmy.identity.records import User


@dataclass(frozen=True)
class Listed:
    users: list[User]
    count: int
    next: Position | None
    previous: Position | None


def page(*, size: int, position: Position | None) -> Listed:
    """Newest first; one Query, and one call for the users and how many there are."""
    found = query_slice(
        Member,
        MEMBERS,
        range_key_condition=Member.sk.startswith("USER#"),
        size=size,
        position=position,
    )
    keys = [(User, User.key(one.user_id)) for one in found.records]
    total, *users = read_together((Members, (MEMBERS, "COUNT")), *keys)
    count = int(total.total) if total else 0
    return Listed([one for one in users if one], count, found.next, found.previous)


def find(user_id: UserId) -> User:
    try:
        user = User.get(*User.key(user_id), consistent_read=True)
    except User.DoesNotExist:
        raise UserNotFound from None
    if user.is_erased:
        raise UserNotFound
    return user


def rule(user_id: UserId, wish: UpdateUser, *, by: str) -> User:
    """Holds from the user's next call on; one who is disabled must sign in again afterwards."""
    if wish.is_disabled and user_id == by:
        raise CannotDisableYourself
    user, given = find(user_id), wish.model_dump(exclude_unset=True)
    actions = [
        getattr(User, name).remove() if value is None else getattr(User, name).set(value)
        for name, value in given.items()
    ]
    user.update([*actions, User.updated_at.set(now())], condition=User.deleted_at.does_not_exist())
    if wish.is_disabled:
        sessions.end_all(user.id, user.username)
    return user


def show(user: User) -> AdminUser:
    return AdminUser(**dict(profiles.show(user)), is_disabled=user.is_disabled)
