"""Users whose record somebody else changes between its reading and its writing."""

from typing import Any
from uuid import uuid4

import pytest
from pydantic import SecretStr

from splashmy.accounts import deletion, members, names
from splashmy.accounts.records import EmailTaken, Member, NameClaim, UsernameTaken
from splashmy.core.records import ConditionFailed
from splashmy.identity.records import User
from tests.users import PASSWORD, Accounts


def test_the_end_of_an_account_frees_no_name_that_somebody_else_has(accounts: Accounts) -> None:
    ana, other = accounts.new(), accounts.new()
    NameClaim(*NameClaim.username_key(ana.username)).update([NameClaim.user_id.set(other.id)])

    with pytest.raises(ConditionFailed):
        deletion.conclude(ana.id)

    claim = names.find(ana.username)
    assert claim
    assert claim.user_id == other.id


def read_once(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was before; from then on users are read as they are."""
    now, before = User.get, [user]

    def read(*key: Any, **options: Any) -> User:
        return before.pop() if before else now(*key, **options)

    monkeypatch.setattr(User, "get", read)


def test_an_account_ends_once(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    key = User.key(ana_id := accounts.new().id)
    user = User.get(*key, consistent_read=True)
    deletion.conclude(ana_id)
    receipt = User.get(*key, consistent_read=True)
    read_once(user, monkeypatch)

    with pytest.raises(ConditionFailed):
        deletion.conclude(ana_id)

    assert User.get(*key, consistent_read=True).deleted_at == receipt.deleted_at


@pytest.mark.parametrize("first", ["is_premium", "is_disabled"])
def test_a_user_is_listed_as_both_administrators_left_them(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    ana = accounts.new()
    user = User.get(*User.key(ana.id), consistent_read=True)
    (second,) = {"is_premium", "is_disabled"} - {first}
    members.change(ana.id, {first: True})
    read_once(user, monkeypatch)

    members.change(ana.id, {second: True})

    entry, of_one = f"USER#{user.member_id}", {"premium": False, "disabled": False}
    of_one[second.removeprefix("is_")] = True
    assert Member.get(members.name_list(premium=True, disabled=True), entry).user_id == ana.id
    with pytest.raises(Member.DoesNotExist):
        Member.get(members.name_list(**of_one), entry)


def test_an_account_that_was_erased_meanwhile_stays_as_it_is(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    members.change(ana.id, {"is_disabled": True})
    user = User.get(*User.key(ana.id), consistent_read=True)
    deletion.conclude(ana.id)
    read_once(user, monkeypatch)

    members.change(ana.id, {"first_name": "Ana"})

    assert User.get(*User.key(ana.id), consistent_read=True).first_name == ""


def test_a_name_that_was_free_just_now_stays_its_owners(accounts: Accounts) -> None:
    ana = accounts.new()

    with pytest.raises(UsernameTaken):
        names.reserve(f"another-{ana.email}", ana.username, SecretStr(PASSWORD))

    claim = names.find(ana.username)
    assert claim
    assert claim.user_id == ana.id
    assert not claim.expires_at


def test_an_email_that_was_taken_just_now_is_not_half_taken(accounts: Accounts) -> None:
    free = f"free-{accounts.new().email}"

    with pytest.raises(EmailTaken):
        names.pretend(free, free.partition("@")[0], SecretStr(PASSWORD))

    assert names.find(free) is None


def test_a_sign_up_that_failed_frees_no_email_that_is_somebodys(accounts: Accounts) -> None:
    ana, other = accounts.new(), f"other-{uuid4().hex[:12]}"
    proof = names.pretend(ana.email, other, SecretStr(PASSWORD))

    for username in (other, ana.username):
        names.release(email=ana.email, username=username, proof=proof)

    claim = names.find(ana.email)
    assert claim
    assert (claim.user_id, names.find(other)) == (ana.id, None)


@pytest.mark.usefixtures("stack")
def test_a_sign_up_that_failed_frees_no_email_of_another_that_waits() -> None:
    first, second = (f"name-{uuid4().hex[:12]}" for _ in range(2))
    email = f"{first}@example.com"
    names.reserve(email, first, SecretStr(PASSWORD))
    proof = names.pretend(email, second, SecretStr(PASSWORD))

    names.release(email=email, username=second, proof=proof)

    claim = names.find(email)
    assert claim
    assert (claim.username, names.find(second)) == (first, None)
