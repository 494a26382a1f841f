from uuid import uuid4

import pytest

from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.delete_webhook.handler import handler as delete_webhook
from functions.processing.list_webhooks.handler import handler as list_webhooks
from splashmy.core.clock import now
from splashmy.core.ids import WebhookId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.notifications import webhooks
from splashmy.notifications.records import MOST, Webhook, WebhookCount
from tests.client import Client
from tests.functions.processing.receiving import Receiver, a_webhook
from tests.repeating import sent_again
from tests.users import Accounts


def test_the_secret_is_shown_once(client: Client, accounts: Accounts, receiver: Receiver) -> None:
    ana = accounts.new()

    webhook = a_webhook(client, ana, receiver.url)

    secret = webhook.pop("secret")
    assert len(secret) >= 32
    assert client.call(list_webhooks, caller=ana).results == [webhook]


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://ana:secret@127.0.0.1/", "127.0.0.1"])
def test_what_is_no_address_of_a_receiver_is_refused(client: Client, url: str) -> None:
    answer = client.call(create_webhook, caller="ana", body={"url": url})

    assert (answer.status, answer.code) == (422, "invalid_request")
    assert answer.body["error"]["details"][0]["field"] == "url"


def test_one_more_than_the_most_is_refused_until_one_is_deleted(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhooks = [a_webhook(client, ana, receiver.url) for _ in range(MOST)]

    refused = client.call(create_webhook, caller=ana, body={"url": receiver.url})
    client.call(delete_webhook, caller=ana, webhook_id=webhooks[0]["id"])

    assert (refused.status, refused.code) == (409, "too_many_webhooks")
    assert a_webhook(client, ana, receiver.url)["url"] == receiver.url


def test_one_key_makes_one_webhook_whatever_died(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()

    first, second = sent_again(client, create_webhook, caller=ana, body={"url": receiver.url})

    assert (second.status, second.data) == (201, first.data)
    assert len(client.call(list_webhooks, caller=ana).results) == 1


def test_a_refused_request_frees_its_key(client: Client, receiver: Receiver) -> None:
    key = {"Idempotency-Key": uuid4().hex}

    answers = [
        client.call(create_webhook, caller="bob", body={"url": url}, headers=key)
        for url in ("127.0.0.1", receiver.url)
    ]

    assert [one.status for one in answers] == [422, 201]


def test_a_webhook_that_exists_already_is_counted_once(accounts: Accounts) -> None:
    ana, id = accounts.new(), new_id(WebhookId)
    webhook = Webhook(
        *Webhook.key(ana.id, id), id=id, url="https://a.example/", secret="s", created_at=now()
    )
    webhooks._keep(webhook)

    with pytest.raises(ConditionFailed):
        webhooks._keep(webhook)

    assert WebhookCount.get(webhook.pk, "WEBHOOKS").length == 1
