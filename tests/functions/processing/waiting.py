"""The queue before the provider, as a test handles it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from local.lifetime import wait_until
from local.stack import Stack
from splashmy.core.resources import PROVIDER_QUEUE
from splashmy.provider import queue
from tests.functions.processing.running import PATIENCE

GENERATOR = "splashmy-local-processing-generate_image"
SWEEPER = "splashmy-local-processing-sweep_stuck"


@contextmanager
def nobody_at_work(stack: Stack) -> Iterator[None]:
    """The queue is not consumed."""
    functions = stack.client("lambda")
    (trigger,) = functions.list_event_source_mappings(FunctionName=GENERATOR)["EventSourceMappings"]
    functions.update_event_source_mapping(UUID=trigger["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=trigger["UUID"], Enabled=True)


def right_line(stack: Stack) -> None:
    """Sweep until a sweep finds the line as it should be: one that ends a waiting job, or meets one
    on its way through a step, leaves it for the next to put right.
    """

    def found_right() -> bool:
        before = queue.line()
        stack.invoke(SWEEPER)
        return queue.line().attribute_values == before.attribute_values

    assert wait_until(found_right, PATIENCE)


def url(stack: Stack, name: str) -> str:
    found: str = stack.client("sqs").get_queue_url(QueueName=f"splashmy-local-{name}")["QueueUrl"]
    return found


def waiting(stack: Stack, job_id: str) -> dict[str, Any]:
    """The message of a job, taken out of the queue."""
    queues, where = stack.client("sqs"), url(stack, PROVIDER_QUEUE.name)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = queues.receive_message(QueueUrl=where, WaitTimeSeconds=1)
        for message in found.get("Messages", []):
            queues.delete_message(QueueUrl=where, ReceiptHandle=message["ReceiptHandle"])
            if json.loads(message["Body"])["job_id"] == job_id:
                body: dict[str, Any] = json.loads(message["Body"])
                return body
    raise AssertionError(f"no message of {job_id} came")


def receive(stack: Stack, job_id: str, times: int) -> None:
    """Take a job's message so many times, and leave it in the queue."""
    queues, where, received = stack.client("sqs"), url(stack, PROVIDER_QUEUE.name), 0
    deadline = time.monotonic() + PATIENCE
    while received < times:
        assert time.monotonic() < deadline, f"received {received} times"
        found = queues.receive_message(QueueUrl=where, VisibilityTimeout=0, WaitTimeSeconds=1)
        bodies = [json.loads(message["Body"]) for message in found.get("Messages", [])]
        received += sum(body["job_id"] == job_id for body in bodies)


def send(stack: Stack, name: str, body: dict[str, Any]) -> None:
    stack.client("sqs").send_message(
        QueueUrl=url(stack, name), MessageBody=json.dumps(body), MessageGroupId=body["owner_id"]
    )
