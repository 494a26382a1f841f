import json
import time
from typing import Any
from uuid import uuid4

import pytest

from functions.processing.redrive_dead_letters.handler import handler
from infra import catalog
from infra.catalog import Function
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.core.resources import DEAD_LETTERS
from splashmy.core.runs import Run
from tests.client import Client
from tests.users import Accounts

PATIENCE = 60  # seconds
PURGE = "splashmy-local-images-purge_deleted-dead-letters"
# Events of things that are gone.
GONE = {"owner_id": str(uuid4()), "job_id": str(uuid4()), "status": "failed"}
EVENTS: dict[str, Any] = {
    "images-ingest_upload": {"object": {"key": f"uploads/{uuid4()}/{uuid4()}", "version-id": "1"}},
    "processing-reconcile_job": {"input": json.dumps(GONE)},
    "processing-send_job_notification": GONE,
    "processing-send_webhooks": GONE,
}


def test_an_event_is_given_to_its_function_again(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    began = now()
    put(stack, PURGE, {})

    response = client.call(handler, caller=accounts.new(admin=True), queue=PURGE)

    assert (response.status, response.data) == (200, {"redriven": 1, "left": 0})
    assert ran_since(began, "images-purge_deleted")


def ran_since(moment: Any, task: str) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if any(run.started_at >= moment for run in Run.query("RUNS", Run.sk == task)):
            return True
        time.sleep(0.2)
    return False


def put(stack: Stack, queue: str, event: Any) -> None:
    sqs = stack.client("sqs")
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(event))


@pytest.mark.parametrize(
    "function",
    [one for one, task in catalog.tasks() if task.dead_letters],
    ids=lambda function: function.id,
)
def test_every_function_with_dead_letters_may_be_called(
    client: Client, accounts: Accounts, stack: Stack, function: Function
) -> None:
    queue = f"splashmy-local-{function.id}-dead-letters"
    detail = EVENTS.get(function.id)
    put(stack, queue, {"detail": detail} if detail else {})

    response = client.call(handler, caller=accounts.new(admin=True), queue=queue)

    assert (response.status, response.data["redriven"]) == (200, 1)
    assert DEAD_LETTERS.function_of(queue) == f"splashmy-local-{function.id}"


def test_an_empty_queue_sends_nothing(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), queue=PURGE)

    assert (response.status, response.data) == (200, {"redriven": 0, "left": 0})


def test_another_queue_is_not_found(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), queue="somebody-elses")

    assert (response.status, response.code) == (404, "dead_letter_queue_not_found")


def test_only_an_administrator_may(client: Client) -> None:
    response = client.call(handler, caller="ana", queue=PURGE)

    assert (response.status, response.code) == (403, "admin_required")
