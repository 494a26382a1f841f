import pytest

from local.stack import Stack
from splashmy.accounts import profiles
from splashmy.accounts.records import EmailTaken, Members
from splashmy.core.ids import UserId, new_id
from splashmy.identity.records import User
from tests.users import Account, Accounts

TRIGGER = "splashmy-local-auth-create_profile"


def event(account: Account, source: str) -> dict[str, object]:
    attributes = {"sub": account.id, "email": account.email}
    return {
        "triggerSource": source,
        "userName": account.username,
        "request": {"userAttributes": attributes},
        "response": {},
    }


def test_the_trigger_may_fire_again_and_changes_nothing(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new("ana")
    User(*User.key(ana.id)).update([User.bio.set("I draw.")])
    before = Members.get("MEMBERS", "COUNT").length
    sent = event(ana, "PostConfirmation_ConfirmForgotPassword")

    returned = stack.invoke(TRIGGER, sent)

    assert returned == sent
    assert User.get(*User.key(ana.id)).bio == "I draw."
    assert Members.get("MEMBERS", "COUNT").length == before


def test_a_profile_is_counted_once_however_often_it_is_created(accounts: Accounts) -> None:
    ana = accounts.new("ana")
    before = Members.get("MEMBERS", "COUNT").length

    for _ in range(3):
        profiles.create(ana.id, email=ana.email, username=ana.username)

    assert Members.get("MEMBERS", "COUNT").length == before


def test_an_email_that_somebody_else_has_makes_no_profile(accounts: Accounts) -> None:
    ana, other = accounts.new("ana"), new_id(UserId)

    with pytest.raises(EmailTaken):
        profiles.create(other, email=ana.email, username=f"other-{other}")

    assert User.find(other) is None
