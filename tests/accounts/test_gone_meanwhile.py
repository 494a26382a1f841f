"""A record that is gone when it is written does not come back as half of one."""

from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from local.stack import Stack
from splashmy.accounts import avatars, cognito, profiles, sessions, tokens
from splashmy.accounts.rate_limits import wrong_tries
from splashmy.accounts.records import Tries
from splashmy.accounts.schemas import UpdateProfile
from splashmy.core.clock import now
from splashmy.core.ids import AvatarId, ReservedId, UserId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User
from tests.users import Accounts

ACTS: dict[str, Callable[[SignedIn], object]] = {
    "profile": lambda gone: profiles.change(profiles.of(gone), UpdateProfile(first_name="Ana")),
    "avatar": lambda gone: avatars.form(gone, "image/png", ReservedId(new_id(str))),
    "log out": lambda gone: sessions.end(gone, None),
    "log out everywhere": lambda gone: sessions.end_all(gone.id, gone.username),
    "log in": lambda gone: sessions.sign_in(gone.username, SecretStr("any"), address="192.0.2.7"),
}


@pytest.fixture
def gone(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> SignedIn:
    """Whose record was read, and then removed."""
    id = new_id(UserId)
    user = User(
        *User.key(id),
        id=id,
        email=f"{id}@example.com",
        username=id,
        signed_out_before=1,
        created_at=now(),
        updated_at=now(),
    )
    issued: Any = SimpleNamespace(claims={"auth_time": 0, "origin_jti": "any"})
    monkeypatch.setattr(tokens, "issue", lambda *_, **__: issued)
    monkeypatch.setattr(sessions, "_owner", lambda _: user)
    monkeypatch.setattr(sessions, "_session", lambda *_: None)
    monkeypatch.setattr(cognito, "as_administrator", lambda *_, **__: None)
    return SignedIn(id, id, session="any", groups=frozenset(), user=user)


@pytest.mark.parametrize("act", ACTS)
def test_a_user_who_is_gone_does_not_come_back(gone: SignedIn, act: str) -> None:
    with pytest.raises(ConditionFailed):
        ACTS[act](gone)

    assert User.find(gone.id) is None


def test_an_avatar_of_a_user_who_is_gone_needs_no_deletion(gone: SignedIn) -> None:
    avatars.delete(gone)

    assert User.find(gone.id) is None


@pytest.mark.parametrize("meanwhile", [{"awaited_avatar": "later"}, {"is_disabled": True}])
def test_an_avatar_that_is_not_awaited_any_more_is_not_refused(
    accounts: Accounts, meanwhile: dict[str, Any]
) -> None:
    key = User.key(accounts.new().id)
    User(*key).update([User.awaited_avatar.set("first")])
    user = User.get(*key, consistent_read=True)
    User(*key).update([getattr(User, name).set(value) for name, value in meanwhile.items()])

    avatars.refuse(user, AvatarId("first"), avatars.UNSAFE_AVATAR)

    kept = User.get(*key, consistent_read=True)
    expected = meanwhile.get("awaited_avatar", "first"), None
    assert (kept.awaited_avatar, kept.avatar_failure) == expected


def test_tries_that_have_expired_do_not_come_back(stack: Stack) -> None:
    address = new_id(str)
    whose = f"TRIES#login#FROM#{address}"

    with suppress(ConditionFailed), wrong_tries("login", address=address, name="ana"):
        for one in Tries.query(whose):
            one.delete()

    assert list(Tries.query(whose, consistent_read=True)) == []
