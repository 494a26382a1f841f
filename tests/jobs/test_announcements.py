"""How a job ended is said on the event bus, whatever dies."""

import json
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from local.stack import Stack
from splashmy.core.ids import JobId
from splashmy.core.resources import EVENTS
from splashmy.jobs import announcements, outcomes
from splashmy.jobs.announcements import DETAIL_TYPE, SOURCE
from splashmy.jobs.records import Unfinished
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.processing.running import run
from tests.users import Accounts

SWEEPER = "splashmy-local-processing-sweep_stuck"
PATIENCE = 20  # seconds


class Heard:
    """What a queue that listens to the bus received."""

    def __init__(self, stack: Stack) -> None:
        self.sqs, self.events = stack.client("sqs"), stack.client("events")
        self.name = f"heard-{uuid4().hex}"
        self.url = self.sqs.create_queue(QueueName=self.name)["QueueUrl"]
        attributes = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])
        pattern = {"source": [SOURCE], "detail-type": [DETAIL_TYPE]}
        self.events.put_rule(Name=self.name, EventPattern=json.dumps(pattern))
        target = {"Id": "queue", "Arn": attributes["Attributes"]["QueueArn"]}
        self.events.put_targets(Rule=self.name, Targets=[target])

    def about(self, job_id: JobId) -> list[dict[str, Any]]:
        """Everything said of one job, once something was."""
        heard: list[dict[str, Any]] = []
        deadline = time.monotonic() + PATIENCE
        while not heard and time.monotonic() < deadline:
            received = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10)
            details = [json.loads(one["Body"])["detail"] for one in received.get("Messages", [])]
            heard += [one for one in details if one["job_id"] == job_id]
        return heard


@pytest.fixture(scope="module")
def heard(stack: Stack) -> Iterator[Heard]:
    listening = Heard(stack)
    yield listening
    listening.events.remove_targets(Rule=listening.name, Ids=["queue"])
    listening.events.delete_rule(Name=listening.name)


@pytest.mark.parametrize(
    ("prompt", "status"), [("A lighthouse", "completed"), ("[unsafe]", "failed")]
)
def test_a_job_that_ended_is_announced(
    client: Client, accounts: Accounts, heard: Heard, prompt: str, status: str
) -> None:
    ana = accounts.new()
    job = run(client, ana, prompt=prompt)

    said = heard.about(job["id"])

    (ended,) = said
    assert ended.pop("correlation_id")
    assert ended == {"owner_id": ana.id, "job_id": job["id"], "status": status}


def test_what_could_not_be_announced_the_sweeper_announces(
    stack: Stack, accounts: Accounts, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(EVENTS.variables[0], raising=False)
    job = outcomes.fail(a_job(accounts.new()), outcomes.SERVICE_FAILED)
    assert not Unfinished.get(*Unfinished.key(job.id)).announced

    stack.invoke(SWEEPER)

    assert [one["status"] for one in heard.about(job.id)] == ["failed"]
    assert Unfinished.get(*Unfinished.key(job.id)).announced


def test_what_the_bus_did_not_take_is_left_to_the_sweeper(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = {"FailedEntryCount": 1, "Entries": [{"ErrorMessage": "Too many."}]}
    bus = SimpleNamespace(put_events=lambda **_: refused)
    monkeypatch.setattr(announcements, "client", lambda _: bus)
    monkeypatch.setenv(EVENTS.variables[0], "default")

    job = outcomes.fail(a_job(accounts.new()), outcomes.SERVICE_FAILED)

    assert not Unfinished.get(*Unfinished.key(job.id)).announced
