"""One id leads from a request to all that came of it, over HTTP on the local stack."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_job.handler import handler as get_job
from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from splashmy.core.resources import environment
from splashmy.jobs.records import Job
from splashmy.workflow.steps import STEPS
from tests.client import Client
from tests.functions.images.uploading import png, settled, uploaded
from tests.functions.processing.running import StandIn, ended
from tests.users import Account, Accounts
from tools.trace import logs
from tools.trace.logs import Line

EVERY_STEP = {
    "processing-create_job",
    *(f"processing-{step.function}" for step in STEPS),
    "processing-send_job_notification",
    "processing-send_webhooks",
}
PATIENCE = 30  # seconds, for the notices that follow a job's end


@pytest.fixture(autouse=True)
def _lent(stack: Stack) -> None:
    """What the tool asks runs in this process too."""


def a_job(client: Client, caller: Account, correlation_id: str, **asked: Any) -> str:
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"} | asked
    headers = {"X-Correlation-ID": correlation_id}
    answer = client.call(create_job, caller=caller, body=body, headers=headers)
    assert answer.headers["x-correlation-id"] == correlation_id
    job_id: JobId = answer.data["id"]
    return job_id


def said(id: str, expected: set[str] = EVERY_STEP) -> list[Line]:
    """What holds the id, once all of the expected functions have said it."""
    since = datetime.now(UTC) - timedelta(hours=1)
    deadline = time.monotonic() + PATIENCE
    while True:
        lines = logs.of_functions("local", logs.functions("local"), [id], since)
        if expected <= {line.source for line in lines} or time.monotonic() > deadline:
            return lines
        time.sleep(0.2)


def trace(id: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.trace", id],
        env={**os.environ, **environment, "COLUMNS": "250"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_requests_id_is_in_the_log_of_every_function_that_its_job_goes_through(
    client: Client, accounts: Accounts
) -> None:
    ana, correlation_id = accounts.new(), f"correlation-{uuid4()}"
    job_id = a_job(client, ana, correlation_id)
    ended(client, ana, JobId(job_id))

    lines = said(correlation_id)

    assert {line.source for line in lines} == EVERY_STEP
    assert {line.said["correlation_id"] for line in lines} == {correlation_id}
    assert {line.said["job_id"] for line in lines if "message" in line.said} == {job_id}


def test_its_own_id_is_on_every_line_that_a_function_says(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    ended(client, ana, JobId(a_job(client, ana, f"correlation-{uuid4()}")))

    group = "/aws/lambda/splashmy-local-processing-finish_job"
    events = stack.client("logs").filter_log_events(logGroupName=group)["events"]

    lines = [json.loads(one["message"]) for one in events if one["message"].startswith("{")]
    assert lines
    assert all(line["correlation_id"] for line in lines)


def test_the_execution_and_the_job_have_the_requests_id(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana, correlation_id = accounts.new(), f"correlation-{uuid4()}"
    job_id = a_job(client, ana, correlation_id)

    machines = stack.client("stepfunctions").list_state_machines()["stateMachines"]
    (arn,) = (one["stateMachineArn"] for one in machines if one["name"].endswith("-jobs"))
    execution = stack.client("stepfunctions").describe_execution(
        executionArn=f"{arn.replace(':stateMachine:', ':execution:')}:{job_id}"
    )

    assert json.loads(execution["input"])["correlation_id"] == correlation_id
    assert Job.get(*Job.key(ana.id, JobId(job_id))).correlation_id == correlation_id


@pytest.mark.parametrize("unfit", ["short", "two words here", "a" * 129, "{$.level=ERROR}"])
def test_an_id_that_is_unfit_for_a_log_is_not_taken(
    unfit: str, client: Client, accounts: Accounts
) -> None:
    answer = client.call(
        get_job, caller=accounts.new(), job_id=new_id(JobId), headers={"X-Correlation-ID": unfit}
    )

    assert answer.headers["x-correlation-id"] == answer.body["error"]["request_id"]


def test_a_request_id_is_taken_too(client: Client, accounts: Accounts) -> None:
    given = f"correlation-{uuid4()}"

    answer = client.call(
        get_job, caller=accounts.new(), job_id=new_id(JobId), headers={"X-Request-ID": given}
    )

    assert answer.headers["x-correlation-id"] == given


def test_an_uploads_id_is_in_the_log_of_its_ingest(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image_id = uploaded(client, ana, png())
    settled(client, ana, image_id)

    lines = said(image_id, {"images-create_upload", "images-ingest_upload"})

    (announced,) = (line for line in lines if line.source == "images-create_upload")
    taken_in = [line for line in lines if line.source == "images-ingest_upload"]
    assert taken_in
    assert {line.said["correlation_id"] for line in taken_in} == {announced.said["correlation_id"]}


@pytest.mark.parametrize("by", ["job", "request"])
def test_a_jobs_timeline_is_shown_in_order(by: str, client: Client, accounts: Accounts) -> None:
    ana, correlation_id = accounts.new(), f"correlation-{uuid4()}"
    job_id = a_job(client, ana, correlation_id, prompt="A most private lighthouse")
    ended(client, ana, JobId(job_id))
    said(correlation_id)

    told = trace(job_id if by == "job" else correlation_id)

    assert told.returncode == 0, told.stderr
    assert f"Job {job_id}" in told.stdout
    in_order = (
        "Job created",
        "PrepareJob begins",
        "GenerateImage begins",
        "FinishJob begins",
        "The images are stored.",
        "The images are ready.",
        "processing-send_webhooks",
    )
    timeline = told.stdout.partition("Timeline")[2]
    found = [timeline.find(words) for words in in_order]
    assert -1 not in found
    assert found == sorted(found)
    assert "private lighthouse" not in told.stdout


def test_what_was_tried_again_is_told(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, word = accounts.new(), uuid4().hex
    stand_in.misbehave("server_error", match=word, times=1)
    job_id = a_job(client, ana, f"correlation-{uuid4()}", prompt=f"A lighthouse {word}")
    ended(client, ana, JobId(job_id))

    told = trace(job_id)

    assert "The image service is asked again." in told.stdout
    assert "The provider failed kind=InternalServerError attempt=1" in told.stdout


def test_an_uploads_timeline_is_shown(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image_id = uploaded(client, ana, png())
    settled(client, ana, image_id)
    said(image_id, {"images-create_upload", "images-ingest_upload"})

    told = trace(image_id)

    assert told.returncode == 0, told.stderr
    assert f"Image {image_id}" in told.stdout
    assert told.stdout.find("Upload announced") < told.stdout.find("images-ingest_upload")


@pytest.mark.parametrize("unknown", [str(uuid4()), new_id(str)], ids=["random", "ours"])
def test_an_unknown_id_is_told_in_one_sentence(unknown: str) -> None:
    told = trace(unknown)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"Nothing in local knows {unknown}.\n"


def test_what_cannot_be_an_id_is_not_looked_for() -> None:
    told = trace("no such thing")

    assert (told.returncode, told.stdout) == (2, "")
    assert "no such thing" in told.stderr


def test_an_unknown_environment_is_told_in_one_sentence() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tools.trace", new_id(str), "--environment", "staging"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert told.stderr.startswith("staging cannot be asked: ")
    assert len(told.stderr.splitlines()) == 1
