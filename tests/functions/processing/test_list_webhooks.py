from functions.processing.list_webhooks.handler import handler as list_webhooks
from tests.client import Client
from tests.functions.processing.receiving import Receiver, a_webhook
from tests.users import Accounts


def test_the_newest_come_first_page_by_page(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhooks = [a_webhook(client, ana, f"{receiver.url}/{number}") for number in range(3)]

    first = client.call(list_webhooks, caller=ana, query={"page_size": 2})
    second = client.send(
        "GET",
        first.body["pagination"]["next"],
        headers={"Authorization": f"Bearer {ana.access_token}"},
    )

    assert first.body["pagination"]["count"] == 3
    listed = [one["id"] for one in (*first.results, *second.results)]
    assert listed == [one["id"] for one in reversed(webhooks)]


def test_nobody_sees_another_users(client: Client, accounts: Accounts, receiver: Receiver) -> None:
    a_webhook(client, accounts.new(), receiver.url)

    answer = client.call(list_webhooks, caller=accounts.new())

    assert (answer.body["pagination"]["count"], answer.results) == (0, [])
