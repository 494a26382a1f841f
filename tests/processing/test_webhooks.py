import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.delete_webhook.handler import handler as delete_webhook
from functions.processing.list_webhook_deliveries.handler import handler as list_deliveries
from functions.processing.list_webhooks.handler import handler as list_webhooks
from local.stack import Stack
from splashmy.ids import new_id
from splashmy.processing.webhooks import MOST
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.processing.running import run

FUNCTION = "splashmy-local-processing-send_webhooks"
PATIENCE = 20  # seconds


@dataclass
class Receiver:
    """Answers with `status` and keeps what came."""

    url: str = ""
    status: int = 204
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(receiver.status)
            self.send_header("Location", f"{receiver.url}/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever).start()
        yield receiver
        server.shutdown()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new("ana")


def a_webhook(client: Client, owner: Account, url: str) -> dict[str, Any]:
    answer = client.call(create_webhook, caller=owner, body={"url": url})
    assert answer.status == 201, answer.body
    webhook: dict[str, Any] = answer.data
    return webhook


def ended(owner: Account, job_id: str, status: str = "completed") -> dict[str, Any]:
    return {"detail": {"owner_id": owner.id, "job_id": job_id, "status": status}}


def delivered(client: Client, owner: Account, webhook: dict[str, Any]) -> list[Any]:
    return client.call(list_deliveries, caller=owner, webhook_id=webhook["id"]).results


def test_a_job_that_completed_is_told_with_a_signature(
    client: Client, ana: Account, receiver: Receiver
) -> None:
    webhook = a_webhook(client, ana, receiver.url)

    job = run(client, ana)

    deadline = time.monotonic() + PATIENCE
    while not delivered(client, ana, webhook) and time.monotonic() < deadline:
        time.sleep(0.2)
    headers, body = receiver.received[0]
    signed = headers["x-splashmy-timestamp"].encode() + b"." + body
    mac = hmac.new(webhook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-splashmy-signature"] == f"sha256={mac}"
    told = {"type": "job.completed", "job_id": job["id"], "status": "completed"}
    assert json.loads(body) == told


def test_the_secret_is_shown_once(client: Client, ana: Account, receiver: Receiver) -> None:
    webhook = a_webhook(client, ana, receiver.url)

    (listed,) = client.call(list_webhooks, caller=ana).results

    secret = webhook.pop("secret")
    assert len(secret) >= 32
    assert listed == webhook


@pytest.mark.parametrize("status", [302, 500])
def test_what_was_not_taken_is_tried_again_and_what_was_is_not(
    stack: Stack, client: Client, ana: Account, receiver: Receiver, status: int
) -> None:
    event = ended(ana, new_id(), "failed")
    with receiving() as other:
        first, second = [a_webhook(client, ana, one.url) for one in (receiver, other)]
        receiver.status = status
        with pytest.raises(RuntimeError, match="DeliveryFailed"):
            stack.invoke(FUNCTION, event)
        (refused,) = delivered(client, ana, first)
        receiver.status = 200

        outcomes = [stack.invoke(FUNCTION, event) for _ in range(2)]

        assert (len(receiver.received), len(other.received)) == (2, 1)
    assert outcomes == [{"delivered": 1}, {"delivered": 0}]
    assert (refused["status"], refused["status_code"]) == ("pending", status)
    (done,) = delivered(client, ana, first)
    assert (done["status"], done["attempts"], done["failure"]) == ("delivered", 2, None)
    assert [one["attempts"] for one in delivered(client, ana, second)] == [1]


def test_a_receiver_that_is_away_is_recorded(stack: Stack, client: Client, ana: Account) -> None:
    with receiving() as gone:
        webhook = a_webhook(client, ana, gone.url)

    with pytest.raises(RuntimeError, match="DeliveryFailed"):
        stack.invoke(FUNCTION, ended(ana, new_id()))

    (delivery,) = delivered(client, ana, webhook)
    assert (delivery["status"], delivery["status_code"]) == ("pending", None)
    assert delivery["failure"] == "There was no answer."


def test_a_deleted_webhook_is_told_nothing(
    stack: Stack, client: Client, ana: Account, receiver: Receiver
) -> None:
    webhook = a_webhook(client, ana, receiver.url)

    deleted = client.call(delete_webhook, caller=ana, webhook_id=webhook["id"])

    assert (deleted.status, client.call(list_webhooks, caller=ana).results) == (200, [])
    assert stack.invoke(FUNCTION, ended(ana, new_id())) == {"delivered": 0}
    assert receiver.received == []


@pytest.mark.parametrize("endpoint", [delete_webhook, list_deliveries])
def test_another_users_webhook_is_not_found(
    client: Client, ana: Account, receiver: Receiver, endpoint: Any
) -> None:
    webhook = a_webhook(client, ana, receiver.url)

    answer = client.call(endpoint, caller="bob", webhook_id=webhook["id"])

    assert (answer.status, answer.code) == (404, "webhook_not_found")
    assert len(client.call(list_webhooks, caller=ana).results) == 1


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://ana:secret@127.0.0.1/", "127.0.0.1"])
def test_what_is_no_address_of_a_receiver_is_refused(
    client: Client, ana: Account, url: str
) -> None:
    answer = client.call(create_webhook, caller=ana, body={"url": url})

    assert (answer.status, answer.code) == (422, "invalid_request")
    assert answer.body["error"]["details"][0]["field"] == "url"


def test_one_more_than_the_most_is_refused_until_one_is_deleted(
    client: Client, ana: Account, receiver: Receiver
) -> None:
    webhooks = [a_webhook(client, ana, receiver.url) for _ in range(MOST)]

    refused = client.call(create_webhook, caller=ana, body={"url": receiver.url})
    client.call(delete_webhook, caller=ana, webhook_id=webhooks[0]["id"])

    assert (refused.status, refused.code) == (409, "too_many_webhooks")
    assert a_webhook(client, ana, receiver.url)["url"] == receiver.url
