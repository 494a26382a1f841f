from local.stack import Stack
from splashmy.accounts import profiles
from splashmy.accounts.records import Members
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
