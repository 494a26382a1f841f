"""A worker dies before each of its writes; whatever it had done, the job ends and all adds up.

The provider is called again only where the worker died between a call and the note of its answer.
"""

import itertools
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from splashmy.core import resources
from splashmy.core.resources import JOB_WORKFLOW
from splashmy.jobs import object_keys
from splashmy.jobs.records import Job
from splashmy.jobs.status import is_running, read
from splashmy.workflow import repair
from splashmy.workflow.steps import STEPS
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import Killed, Worker
from tests.functions.processing.running import StandIn
from tests.users import Account, Accounts

PATIENCE = 60  # seconds

pytestmark = pytest.mark.usefixtures("_steps_run_here")


def test_a_job_whose_workflow_died_is_refunded_or_completed(
    client: Client, accounts: Accounts, subtests: pytest.Subtests
) -> None:
    for kill_point, ana, job in _killed(accounts):
        with subtests.test(kill_point=kill_point):
            were_stored = bool(read(job.owner_id, job.id).results_count)

            _end_workflow(job)
            for _ in range(2):
                repair.sweep(at_once=True)

            (found,) = consistency.check(client, ana)
            assert found["status"] == ("completed" if were_stored else "failed")


def test_a_job_whose_workflow_was_lost_is_started_again_and_completes(
    client: Client, accounts: Accounts, stand_in: StandIn, subtests: pytest.Subtests
) -> None:
    words = uuid4().hex
    for kill_point, ana, job in _killed(accounts, prompt=words):
        with subtests.test(kill_point=kill_point):
            calls = len(stand_in.calls(words))

            repair.sweep(at_once=True)
            _wait_for(job)

            (found,) = consistency.check(client, ana)
            assert (found["status"], found["results_count"]) == ("completed", 1)
            assert len(stand_in.calls(words)) - calls <= 1


def test_a_streamed_job_that_died_leaves_nothing(
    client: Client, accounts: Accounts, subtests: pytest.Subtests
) -> None:
    under_way = []
    for kill_point, ana, job in _killed(accounts, stream=True, partial_images=1):
        now = read(job.owner_id, job.id)
        if now.status not in ("processing", "streaming") or now.results_count:
            continue
        under_way.append(now.status)
        with subtests.test(kill_point=kill_point):
            _end_workflow(job)
            for _ in range(2):
                repair.sweep(at_once=True)

            assert [one["status"] for one in consistency.check(client, ana)] == ["failed"]
            assert consistency.objects(job, object_keys.partials(job)) == []
    assert {*under_way} == {"processing", "streaming"}


def _killed(accounts: Accounts, **asked: Any) -> Iterator[tuple[int, Account, Job]]:
    """For each write of a job's workflow a job whose worker died before it."""
    for kill_point in itertools.count(1):
        ana = accounts.new()
        job = a_job(ana, **asked)
        worker = Worker(dies_before=kill_point)
        try:
            worker.run(job)
        except Killed:
            yield kill_point, ana, job
        else:
            assert worker.writes == kill_point - 1 >= len(STEPS)
            return


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
