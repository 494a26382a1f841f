"""The last step of leaving: the names are free, and a receipt stays."""

from local.stack import Stack
from splashmy.accounts import names
from splashmy.accounts.records import Member, MemberName, Members
from splashmy.identity.records import User
from tests.users import Account, Accounts


def conclude(stack: Stack, user: Account) -> None:
    stack.invoke("splashmy-local-auth-conclude_deletion", {"user_id": user.id})


def test_names_and_place_in_the_list_are_given_up_once(accounts: Accounts, stack: Stack) -> None:
    ana = accounts.new()
    member_id = User.get(*User.key(ana.id)).member_id
    before = Members.get("MEMBERS", "COUNT", consistent_read=True).length

    for _ in range(2):
        conclude(stack, ana)

    assert names.find(ana.email) is names.find(ana.username) is None
    for name in ("MEMBERS", "MEMBERS#PREMIUM#False", "MEMBERS#PREMIUM#False#DISABLED#False"):
        assert Member.count(name, Member.sk == f"USER#{member_id}") == 0
    assert MemberName.count("MEMBERS#NAMES", MemberName.sk.startswith(ana.username)) == 0
    assert Members.get("MEMBERS", "COUNT", consistent_read=True).length == before - 1


def test_a_receipt_says_who_left_and_when(accounts: Accounts, stack: Stack) -> None:
    ana = accounts.new()

    conclude(stack, ana)

    receipt = User.get(*User.key(ana.id), consistent_read=True)
    assert receipt.is_erased
    assert (receipt.id, receipt.email, receipt.username) == (ana.id, "", "")


def test_a_name_that_is_gone_already_does_not_hinder(accounts: Accounts, stack: Stack) -> None:
    ana = accounts.new()
    claim = names.find(ana.email)
    assert claim
    claim.delete()

    conclude(stack, ana)

    assert User.get(*User.key(ana.id), consistent_read=True).is_erased
