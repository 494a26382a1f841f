import math
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from splashmy.core import deadline
from splashmy.core.deadline import OutOfTime
from splashmy.web import task


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a service that takes every call and answers none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_no_call_begins_that_could_outlast_the_invocation(silent: str) -> None:
    queue = boto3.client(
        "sqs",
        region_name="us-east-1",
        endpoint_url=silent,
        config=Config(signature_version=UNSIGNED),
    )
    deadline.keep(queue, longest=60)

    with deadline.within(30), pytest.raises(OutOfTime):
        queue.list_queues()


def test_a_call_that_hung_is_not_tried_again_without_the_time_for_it(silent: str) -> None:
    attempts, hangs = [], 2
    config = Config(
        read_timeout=hangs,
        retries={"total_max_attempts": 3, "mode": "standard"},
        signature_version=UNSIGNED,
    )
    queue = boto3.client("sqs", region_name="us-east-1", endpoint_url=silent, config=config)
    deadline.keep(queue, longest=60)
    queue.meta.events.register("before-send", lambda **_: attempts.append(1))

    # Enough for the first attempt, also on a machine that is slow to begin it.
    with deadline.within(60 + deadline.TO_ANSWER + hangs - 0.5), pytest.raises(ReadTimeoutError):
        queue.list_queues()

    assert len(attempts) == 1


def test_a_shorter_time_within_ends_with_its_block() -> None:
    with deadline.within(60):
        with deadline.within(10):
            shorter = deadline.remaining()
        longer = deadline.remaining()
        with deadline.within(600):
            bounded = deadline.remaining()

    assert shorter <= 10 < longer <= 60
    assert bounded <= 60


def test_the_deadline_of_an_invocation_ends_with_it() -> None:
    context: Any = SimpleNamespace(aws_request_id="1", get_remaining_time_in_millis=lambda: 1000)

    during = remaining_seconds({}, context)

    assert during <= 1
    assert deadline.remaining() == math.inf


@task()
def remaining_seconds(event: dict[str, str]) -> float:
    """How long this invocation still has."""
    return deadline.remaining()
