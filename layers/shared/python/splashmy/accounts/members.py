"""The administrators' lists of users, and the names that users are found by."""

from typing import Any

from splashmy.accounts.records import MEMBERS, NAMES, Member, MemberName, Members
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.lists import Page, read_page
from splashmy.core.records import Position, read_together
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.records import User

MOST_FOUND = 100  # names that one search reads


def name_list(*, premium: bool | None = None, disabled: bool | None = None) -> str:
    chosen = [MEMBERS]
    chosen += [] if premium is None else [f"PREMIUM#{premium}"]
    chosen += [] if disabled is None else [f"DISABLED#{disabled}"]
    return "#".join(chosen)


def page(
    *, premium: bool | None, disabled: bool | None, size: int, position: Position | None
) -> Page[User]:
    """Newest first; one Query, and one call for the users and how many there are."""
    name = name_list(premium=premium, disabled=disabled)
    return read_page(
        Member,
        name,
        counter=(Members, (name, "COUNT")),
        place=lambda entry: (User, User.key(entry.user_id)),
        size=size,
        position=position,
        range_key_condition=Member.sk.startswith("USER#"),
    )


def search(prefix: str, *, premium: bool | None, disabled: bool | None) -> list[User]:
    """Users whose email or username begins so, by username: of the first 100 such names."""
    begins = MemberName.sk.startswith(prefix.lower())
    names = MemberName.query(NAMES, begins, limit=MOST_FOUND, consistent_read=True)
    found = read_together(*((User, User.key(one.user_id)) for one in names))
    users: dict[UserId, User] = {one.id: one for one in found if one}
    name = name_list(premium=premium, disabled=disabled)
    matching = [one for one in users.values() if name in _lists_of(one)]
    return sorted(matching, key=lambda one: one.username.lower())


def entries(user: User) -> list[Member | MemberName]:
    """All that a user is listed and found by."""
    names = (MemberName.key(name, user.id) for name in (user.username, user.email))
    return [
        *(_entry(name, user) for name in sorted(_lists_of(user))),
        *(MemberName(*key, user_id=user.id) for key in names),
    ]


def enter(transaction: Transaction, user: User) -> None:
    """With the new profile; 10 items."""
    for entry in entries(user):
        transaction.save(entry)
        if isinstance(entry, Member):
            _lengthen(transaction, entry.pk, 1)


def leave(transaction: Transaction, user: User) -> None:
    for entry in entries(user):
        transaction.delete(entry)
        if isinstance(entry, Member):
            _lengthen(transaction, entry.pk, -1)


@optimistic
def change(user_id: UserId, given: dict[str, Any]) -> User:
    """Write these attributes of a user, and move the user between the lists; how the user is then.

    An account that was erased meanwhile stays as it is.
    """
    user = User.get(*User.key(user_id), consistent_read=True)
    if user.is_erased:
        return user
    before, as_read = _lists_of(user), User.is_disabled == bool(user.is_disabled)
    as_read = as_read & (User.is_premium == bool(user.is_premium))
    given = given | {"updated_at": now()}
    actions = [
        getattr(User, name).remove() if value is None else getattr(User, name).set(value)
        for name, value in given.items()
    ]
    for name, value in given.items():
        setattr(user, name, value)

    def write(transaction: Transaction) -> None:
        still = as_read & User.deleted_at.does_not_exist()
        transaction.update(User(*User.key(user_id)), actions, still)
        _move(transaction, user, before, _lists_of(user))

    transact(write)
    return user


def _lists_of(user: User) -> set[str]:
    premium, disabled = bool(user.is_premium), bool(user.is_disabled)
    return {name_list(premium=p, disabled=d) for p in (None, premium) for d in (None, disabled)}


def _move(transaction: Transaction, user: User, before: set[str], after: set[str]) -> None:
    for name in before - after:
        transaction.delete(_entry(name, user))
        _lengthen(transaction, name, -1)
    for name in after - before:
        transaction.save(_entry(name, user))
        _lengthen(transaction, name, 1)


def _entry(name: str, user: User) -> Member:
    return Member(name, f"USER#{user.member_id}", user_id=user.id)


def _lengthen(transaction: Transaction, name: str, by: int) -> None:
    transaction.update(Members(name, "COUNT"), [Members.length.add(by)])
