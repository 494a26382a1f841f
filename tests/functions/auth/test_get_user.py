from functions.auth.get_user.handler import handler as get_user
from splashmy.core.ids import UserId, new_id
from tests.client import Client
from tests.users import Accounts


def test_an_administrator_sees_any_user(client: Client, accounts: Accounts) -> None:
    ana = accounts.new(premium=True)

    answer = client.call(get_user, caller=accounts.new(admin=True), user_id=ana.id)

    assert (answer.status, answer.data["email"], answer.data["is_premium"]) == (
        200,
        ana.email,
        True,
    )


def test_an_unknown_user_is_not_found(client: Client, accounts: Accounts) -> None:
    answer = client.call(get_user, caller=accounts.new(admin=True), user_id=new_id(UserId))

    assert (answer.status, answer.code) == (404, "user_not_found")


def test_only_administrators_may_see_a_user(client: Client, accounts: Accounts) -> None:
    ana = accounts["ana"]

    answer = client.call(get_user, caller=ana, user_id=ana.id)

    assert (answer.status, answer.code) == (403, "admin_required")
