import hashlib
import hmac
import json
import time

import pytest

from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.functions.processing.receiving import (
    TELLER,
    Receiver,
    a_webhook,
    deliveries,
    ended,
    receiving,
)
from tests.functions.processing.running import run
from tests.users import Account, Accounts

PATIENCE = 20  # seconds


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new("ana")


def test_a_job_that_completed_is_told_with_a_signature(
    client: Client, ana: Account, receiver: Receiver
) -> None:
    webhook = a_webhook(client, ana, receiver.url)

    job = run(client, ana)

    deadline = time.monotonic() + PATIENCE
    while not deliveries(client, ana, webhook) and time.monotonic() < deadline:
        time.sleep(0.2)
    headers, body = receiver.received[0]
    signed = headers["x-splashmy-timestamp"].encode() + b"." + body
    mac = hmac.new(webhook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-splashmy-signature"] == f"sha256={mac}"
    told = {"type": "job.completed", "job_id": job["id"], "status": "completed"}
    assert json.loads(body) == told


@pytest.mark.parametrize("status", [302, 500])
def test_what_was_not_taken_is_tried_again_and_what_was_is_not(
    stack: Stack, client: Client, ana: Account, receiver: Receiver, status: int
) -> None:
    event = ended(ana, new_id(JobId), "failed")
    with receiving() as other:
        first, second = [a_webhook(client, ana, one.url) for one in (receiver, other)]
        receiver.status = status
        with pytest.raises(RuntimeError, match="DeliveryFailed"):
            stack.invoke(TELLER, event)
        (refused,) = deliveries(client, ana, first)
        receiver.status = 200

        outcomes = [stack.invoke(TELLER, event) for _ in range(2)]

        assert (len(receiver.received), len(other.received)) == (2, 1)
    assert outcomes == [{"delivered": 1}, {"delivered": 0}]
    assert (refused["status"], refused["status_code"]) == ("pending", status)
    (done,) = deliveries(client, ana, first)
    assert (done["status"], done["attempts"], done["failure"]) == ("delivered", 2, None)
    assert [one["attempts"] for one in deliveries(client, ana, second)] == [1]


def test_a_third_attempt_is_the_last_one(
    stack: Stack, client: Client, ana: Account, receiver: Receiver
) -> None:
    webhook, event = a_webhook(client, ana, receiver.url), ended(ana, new_id(JobId))
    receiver.status = 500
    for _ in range(2):
        with pytest.raises(RuntimeError, match="DeliveryFailed"):
            stack.invoke(TELLER, event)

    outcomes = [stack.invoke(TELLER, event) for _ in range(2)]

    assert outcomes == [{"delivered": 0}, {"delivered": 0}]
    (given_up,) = deliveries(client, ana, webhook)
    assert (given_up["status"], given_up["attempts"]) == ("failed", 3)
    assert len(receiver.received) == 3


def test_a_receiver_that_is_away_is_recorded(stack: Stack, client: Client, ana: Account) -> None:
    with receiving() as gone:
        webhook = a_webhook(client, ana, gone.url)

    with pytest.raises(RuntimeError, match="DeliveryFailed"):
        stack.invoke(TELLER, ended(ana, new_id(JobId)))

    (delivery,) = deliveries(client, ana, webhook)
    assert (delivery["status"], delivery["status_code"]) == ("pending", None)
    assert delivery["failure"] == "The receiver did not answer."
