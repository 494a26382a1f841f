"""A worker dies before each of its writes; whatever it had done, the job ends and all adds up.

The provider is called again only where the worker died between a call and the note of its answer.
"""

import contextlib
import time
from uuid import uuid4

import pytest

from splashmy.core import resources
from splashmy.core.resources import JOB_WORKFLOW
from splashmy.jobs import object_keys
from splashmy.jobs.records import Job
from splashmy.jobs.status import is_running, read
from splashmy.workflow import repair
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import Killed, Worker
from tests.functions.processing.running import StandIn
from tests.users import Accounts

KILL_POINTS = 15
STREAMING_KILL_POINTS = range(5, 10)  # between the count of the attempt and the note of its end
NEVER = 1000
PATIENCE = 60  # seconds

pytestmark = pytest.mark.usefixtures("_steps_run_here")


def test_there_is_a_kill_point_for_each_write(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    worker = Worker(dies_before=NEVER)

    worker.run(a_job(ana))

    assert worker.writes == KILL_POINTS
    assert [one["status"] for one in consistency.check(client, ana)] == ["completed"]


@pytest.mark.parametrize("kill_point", range(1, KILL_POINTS + 1))
def test_a_job_whose_workflow_died_is_refunded_or_completed(
    client: Client, accounts: Accounts, kill_point: int
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    with contextlib.suppress(Killed):
        Worker(dies_before=kill_point).run(job)
    were_stored = bool(read(job.owner_id, job.id).results_count)

    _end_workflow(job)
    for _ in range(2):
        repair.sweep(at_once=True)

    (found,) = consistency.check(client, ana)
    assert found["status"] == ("completed" if were_stored else "failed")


@pytest.mark.parametrize("kill_point", range(1, KILL_POINTS + 1))
def test_a_job_whose_workflow_was_lost_is_started_again_and_completes(
    client: Client, accounts: Accounts, stand_in: StandIn, kill_point: int
) -> None:
    ana, words = accounts.new(), uuid4().hex
    job = a_job(ana, prompt=words)
    with contextlib.suppress(Killed):
        Worker(dies_before=kill_point).run(job)

    repair.sweep(at_once=True)
    _wait_for(job)

    (found,) = consistency.check(client, ana)
    assert (found["status"], found["results_count"]) == ("completed", 1)
    assert len(stand_in.calls(words)) <= 2


@pytest.mark.parametrize("kill_point", STREAMING_KILL_POINTS)
def test_a_streamed_job_that_died_leaves_nothing(
    client: Client, accounts: Accounts, kill_point: int
) -> None:
    ana = accounts.new()
    job = a_job(ana, stream=True, partial_images=1)
    with contextlib.suppress(Killed):
        Worker(dies_before=kill_point).run(job)
    assert read(job.owner_id, job.id).status in ("processing", "streaming")

    _end_workflow(job)
    for _ in range(2):
        repair.sweep(at_once=True)

    assert [one["status"] for one in consistency.check(client, ana)] == ["failed"]
    assert consistency.objects(job, object_keys.partials(job)) == []


def _end_workflow(job: Job) -> None:
    """Start a workflow and stop it before its first step, as if it had died."""
    workflow = resources.client("stepfunctions")
    name = JOB_WORKFLOW.execution(job.id)
    workflow.start_execution(stateMachineArn=JOB_WORKFLOW.id, name=job.id, input="{}")
    workflow.stop_execution(executionArn=name)


def _wait_for(job: Job) -> None:
    deadline = time.monotonic() + PATIENCE
    while is_running(read(job.owner_id, job.id)) and time.monotonic() < deadline:
        time.sleep(0.2)
