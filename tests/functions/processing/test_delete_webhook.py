from functions.processing.delete_webhook.handler import handler as delete_webhook
from functions.processing.list_webhooks.handler import handler as list_webhooks
from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.functions.processing.receiving import TELLER, Receiver, a_webhook, ended
from tests.users import Accounts


def test_a_deleted_webhook_is_told_nothing(
    stack: Stack, client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)

    deleted = client.call(delete_webhook, caller=ana, webhook_id=webhook["id"])

    assert (deleted.status, deleted.data) == (200, {"id": webhook["id"]})
    assert client.call(list_webhooks, caller=ana).results == []
    assert stack.invoke(TELLER, ended(ana, new_id(JobId))) == {"delivered": 0}
    assert receiver.received == []


def test_a_deleted_webhook_is_not_found(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)
    client.call(delete_webhook, caller=ana, webhook_id=webhook["id"])

    again = client.call(delete_webhook, caller=ana, webhook_id=webhook["id"])

    assert (again.status, again.code) == (404, "webhook_not_found")


def test_another_users_webhook_is_not_found(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)

    answer = client.call(delete_webhook, caller="bob", webhook_id=webhook["id"])

    assert (answer.status, answer.code) == (404, "webhook_not_found")
    assert len(client.call(list_webhooks, caller=ana).results) == 1
