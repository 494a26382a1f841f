from functions.auth.list_users.handler import handler as list_users
from tests.client import Client
from tests.users import Accounts


def test_users_are_listed_newest_first_with_their_count(client: Client, accounts: Accounts) -> None:
    admin, newest = accounts.new(admin=True), accounts.new()

    first = client.call(list_users, caller=admin, query={"page_size": 1})
    second = client.send(
        "GET",
        first.body["pagination"]["next"],
        headers={"Authorization": f"Bearer {admin.access_token}"},
    )

    assert [one["id"] for one in first.results] == [newest.id]
    assert [one["id"] for one in second.results] == [admin.id]
    assert first.body["pagination"]["count"] >= 2


def test_only_administrators_may_list_users(client: Client) -> None:
    answer = client.call(list_users, caller="ana")

    assert (answer.status, answer.code) == (403, "admin_required")
