import hashlib
import hmac
import json
from functools import partial

import pytest

from functions.processing.try_webhook.handler import handler as try_webhook
from splashmy.core.errors import TooManyRequests
from splashmy.core.ids import WebhookId
from splashmy.notifications import webhooks
from splashmy.notifications.records import Webhook, WebhookNotFound
from tests.client import Client
from tests.functions.processing.receiving import Receiver, a_webhook, deliveries
from tests.meanwhile import before
from tests.users import Accounts


def test_a_test_is_signed_and_told_apart_from_a_job(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)

    answer = client.call(try_webhook, caller=ana, webhook_id=webhook["id"])

    assert answer.data == {"delivered": True, "status_code": 204, "failure": None}
    ((headers, body),) = receiver.received
    signed = headers["x-splashmy-timestamp"].encode() + b"." + body
    mac = hmac.new(webhook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-splashmy-signature"] == f"sha256={mac}"
    assert json.loads(body) == {"type": "webhook.test"}
    assert deliveries(client, ana, webhook) == []


def test_a_receiver_that_refuses_a_test_is_said_to(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)
    receiver.status = 500

    answer = client.call(try_webhook, caller=ana, webhook_id=webhook["id"])

    assert (answer.status, answer.data["delivered"]) == (200, False)
    assert answer.data["status_code"] == 500


def test_a_second_test_waits_a_moment(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)
    client.call(try_webhook, caller=ana, webhook_id=webhook["id"])

    again = client.call(try_webhook, caller=ana, webhook_id=webhook["id"])

    assert (again.status, again.code) == (429, "too_many_requests")
    assert again.headers["retry-after"] == "10"
    assert len(receiver.received) == 1


def test_a_webhook_of_somebody_else_is_not_found(
    client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    webhook = a_webhook(client, accounts["ana"], receiver.url)

    answer = client.call(try_webhook, caller="rosa", webhook_id=webhook["id"])

    assert (answer.status, answer.code) == (404, "webhook_not_found")


def test_a_webhook_that_is_deleted_meanwhile_does_not_come_back(
    client: Client, accounts: Accounts, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    webhook_id = WebhookId(a_webhook(client, ana, receiver.url)["id"])
    before(monkeypatch, Webhook, "update", partial(webhooks.delete, ana.id, webhook_id))

    with pytest.raises(TooManyRequests):
        webhooks.claim_trial(ana.id, webhook_id)

    with pytest.raises(WebhookNotFound):
        webhooks.get(ana.id, webhook_id)
