from uuid import uuid4

from functions.auth.list_users.handler import handler as list_users
from functions.auth.update_user.handler import handler as update_user
from local.stack import Stack
from tests.client import Client
from tests.users import Account, Accounts

DELETIONS = "arn:aws:states:us-east-1:000000000000:stateMachine:splashmy-local-account-deletion"


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


def test_a_search_finds_the_beginning_of_a_username_or_an_email(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts.new(f"Zoe{uuid4().hex[:6]}")

    for prefix in (ana.username[:9], ana.username.upper(), ana.email):
        found = client.call(list_users, caller=admin, query={"search": prefix})

        assert [one["id"] for one in found.results] == [ana.id]
        assert found.body["pagination"]["count"] == 1
    assert client.call(list_users, caller=admin, query={"search": "nobody-has"}).results == []


def test_premium_and_disabled_users_are_filtered_and_counted(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    stop_whoever_leaves(stack)
    admin, ana, name = accounts.new(admin=True), accounts.new(), f"yan{uuid4().hex[:6]}"
    both, premium = (accounts.new(name) for _ in range(2))
    before = counts(client, admin)

    body = {"is_premium": True, "is_disabled": True}
    client.call(update_user, caller=admin, user_id=both.id, body=body)
    client.call(update_user, caller=admin, user_id=premium.id, body={"is_premium": True})
    client.call(update_user, caller=admin, user_id=ana.id, body={"is_disabled": True})

    grown = {query: count - before[query] for query, count in counts(client, admin).items()}
    assert grown == {(): 0, ("premium",): 2, ("disabled",): 2, ("premium", "disabled"): 1}
    query = {"premium": "true", "disabled": "true"}
    assert client.call(list_users, caller=admin, query=query).results[0]["id"] == both.id
    searched = client.call(list_users, caller=admin, query={"search": name, "disabled": "false"})
    assert [one["id"] for one in searched.results] == [premium.id]


def counts(client: Client, admin: Account) -> dict[tuple[str, ...], int]:
    filters: list[tuple[str, ...]] = [(), ("premium",), ("disabled",), ("premium", "disabled")]
    asked = {names: dict.fromkeys(names, "true") for names in filters}
    return {
        names: client.call(list_users, caller=admin, query=query).body["pagination"]["count"]
        for names, query in asked.items()
    }


def stop_whoever_leaves(stack: Stack) -> None:
    """An account that another test closed may wait a quarter of an hour until it is erased."""
    workflows = stack.client("stepfunctions")
    found = workflows.list_executions(stateMachineArn=DELETIONS, statusFilter="RUNNING")
    for one in found["executions"]:
        workflows.stop_execution(executionArn=one["executionArn"])
