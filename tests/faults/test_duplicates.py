"""What comes twice happens once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from local.stack import Stack
from splashmy.jobs import create
from splashmy.jobs.records import Job
from splashmy.workflow.steps import JobReference
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import STEPS
from tests.functions.processing.running import StandIn, ended
from tests.users import Accounts

pytestmark = pytest.mark.usefixtures("_steps_run_here")


def each_step_twice(job: Job) -> None:
    reference = JobReference(owner_id=job.owner_id, job_id=job.id)
    for step in STEPS:
        for _ in range(2):
            step(reference)


def all_steps_twice(job: Job) -> None:
    reference = JobReference(owner_id=job.owner_id, job_id=job.id)
    for step in [*STEPS, *STEPS]:
        step(reference)


@pytest.mark.parametrize("repeat", [each_step_twice, all_steps_twice])
def test_repeated_steps_make_one_result_with_one_call(
    client: Client, accounts: Accounts, stand_in: StandIn, repeat: Callable[[Job], None]
) -> None:
    ana, words = accounts.new(), uuid4().hex

    repeat(a_job(ana, prompt=words))

    assert [one["status"] for one in consistency.check(client, ana)] == ["completed"]
    assert len(stand_in.calls(words)) == 1


def test_a_second_start_of_a_job_does_nothing(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    job = a_job(ana, prompt=words)

    for _ in range(3):
        create.start(job)
    ended(client, ana, job.id)
    create.start(job)

    assert [one["status"] for one in consistency.check(client, ana)] == ["completed"]
    assert len(stand_in.calls(words)) == 1


def test_the_news_of_a_stopped_workflow_changes_nothing_about_an_ended_job(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    create.start(job)
    before = ended(client, ana, job.id)
    reference = JobReference(owner_id=job.owner_id, job_id=job.id).model_dump_json()
    event: dict[str, Any] = {"detail": {"input": reference}}

    for _ in range(2):
        stack.invoke("splashmy-local-processing-reconcile_job", event)

    (after,) = consistency.check(client, ana)
    assert (after["status"], after["completed_at"]) == (before["status"], before["completed_at"])
