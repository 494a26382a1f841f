"""Of two who change the same thing at the same moment, the slower one sees what the faster did."""

import pytest

from splashmy.core.errors import ServiceUnavailable
from splashmy.core.ids import JobId, new_id
from splashmy.jobs import counters, create, directory, outcomes, status
from splashmy.jobs.records import Job, JobCount
from splashmy.jobs.schemas import CreateJob
from splashmy.jobs.status import JobStatusConflict
from splashmy.templates.records import Template, TemplateNotFound
from tests.factories.jobs import a_job, signed_in
from tests.factories.templates import a_template
from tests.meanwhile import before
from tests.users import Account, Accounts


def used(owner: Account, job: Job) -> int:
    return int(counters.of(owner.id, job.created_at).day.used)


def test_a_job_that_is_cancelled_while_it_fails_is_refunded_once(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    before(monkeypatch, status, "_writer", lambda: outcomes.cancel(job))

    with pytest.raises(JobStatusConflict):
        outcomes.fail(job, outcomes.SERVICE_FAILED)

    assert (status.read(ana.id, job.id).status, used(ana, job)) == ("cancelled", 0)


def test_a_job_is_made_once(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("splashmy.core.transactions.CHANGE_TRIES", 1)
    ana, job_id = accounts.new(), new_id(JobId)
    asked = CreateJob(job_type="generation", prompt="A lighthouse")
    job = create.reserve(signed_in(ana), asked, job_id)

    with pytest.raises(ServiceUnavailable):
        create.reserve(signed_in(ana), asked, job_id)

    assert used(ana, job) == 1


def test_a_template_that_is_deleted_meanwhile_is_not_found(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    template = a_template(ana)
    before(monkeypatch, create, "_commit", Template(template.pk, template.sk).delete)

    with pytest.raises(TemplateNotFound):
        a_job(ana, template_id=template.id)


def test_a_job_leaves_the_list_of_all_jobs_once(accounts: Accounts) -> None:
    job = a_job(accounts.new())
    count = JobCount(*JobCount.key(job.id[-1]))
    count.refresh(consistent_read=True)
    length = int(count.length)

    for _ in range(2):
        directory.forget(job)

    count.refresh(consistent_read=True)
    assert count.length == length - 1
