"""A worker that was given up, but still runs, changes nothing that another has done meanwhile."""

import pytest

from functions.processing.finish_job.handler import handler as finish_job
from splashmy.jobs import object_keys, outcomes
from splashmy.jobs.announcements import announce
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict, read
from splashmy.provider.client import Made
from splashmy.workflow import generate, repair
from splashmy.workflow.steps import JobReference
from tests.client import Client
from tests.factories.images import picture
from tests.factories.jobs import a_job, a_made_job
from tests.faults import consistency
from tests.users import Accounts

OTHER = picture((200, 0, 90))

pytestmark = pytest.mark.usefixtures("_steps_run_here")


def late(job: Job) -> None:
    """What a second generator does whose provider answers only now."""
    generate._keep(job, Made([OTHER], {"input_tokens": 1, "output_tokens": 1}))


def test_a_picture_that_was_looked_at_is_not_replaced(accounts: Accounts) -> None:
    job = a_made_job(accounts.new())

    late(job)

    assert object_keys.get(object_keys.original_key(job, 0, "png")) == picture()


def test_a_completed_job_keeps_its_pictures(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_made_job(ana)
    finish_job.function(JobReference(owner_id=ana.id, job_id=job.id))

    with pytest.raises(JobStatusConflict):
        late(job)
    pause = generate.call(read(job.owner_id, job.id))

    assert pause == 0
    assert [one["status"] for one in consistency.check(client, ana)] == ["completed"]


def test_an_announcement_after_the_sweeper_was_done_leaves_nothing_to_watch(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = outcomes.fail(a_job(ana), outcomes.SERVICE_FAILED)
    for _ in range(2):
        repair.sweep(at_once=True)

    announce(job)

    assert [one["status"] for one in consistency.check(client, ana)] == ["failed"]
