from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_result.handler import handler as get_result
from functions.processing.list_jobs.handler import handler as list_jobs
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.clock import day, now
from splashmy.core.sweeps import MOST_FAILURES
from splashmy.jobs import outcomes, retention
from splashmy.jobs.records import DayEntry, Job
from tests.client import Client
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-cleanup_old_jobs"


def an_old_job(owner: Account, *, days: int) -> Job:
    job, ended_at = outcomes.cancel(a_job(owner)), now() - timedelta(days=days)
    job.update([Job.completed_at.set(ended_at)])
    DayEntry(DayEntry.made_on(job.quota_day), job.id).delete()
    DayEntry(DayEntry.made_on(day(ended_at)), job.id, owner_id=owner.id).save()
    return job


def test_a_job_past_its_retention_goes_with_its_results(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job, young = an_old_job(ana, days=31), an_old_job(ana, days=29)
    result = a_result(ana, job_id=job.id, stored=True)

    for _ in range(2):
        stack.invoke(FUNCTION)

    listing = client.call(list_jobs, caller=ana)
    assert [one["id"] for one in listing.results] == [young.id]
    assert listing.body["pagination"]["count"] == 1
    assert client.call(get_result, caller=ana, result_id=result.id).status == 404
    with pytest.raises(ClientError, match="404"):
        resources.client("s3").head_object(Bucket=resources.MEDIA.id, Key=result.original_key)


def test_the_premium_plan_keeps_jobs_longer(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(premium=True)
    old, kept = an_old_job(ana, days=366), an_old_job(ana, days=364)
    for job in (old, kept):
        DayEntry(DayEntry.kept_until(day(now())), job.id, owner_id=ana.id).save()

    stack.invoke(FUNCTION)

    statuses = [client.call(get_job, caller=ana, job_id=one.id).status for one in (old, kept)]
    assert statuses == [404, 200]


def test_favourites_public_and_liked_results_stay(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = an_old_job(ana, days=31)
    cared_for = ({"is_favorite": True}, {"is_public": True}, {"like_count": 1})
    kept = [a_result(ana, job_id=job.id, **marks) for marks in cared_for]

    stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).status == 404
    statuses = [client.call(get_result, caller=ana, result_id=one.id).status for one in kept]
    assert statuses == [200, 200, 200]


def test_a_running_job_is_never_old(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)
    long_ago = DayEntry.made_on(day(now() - timedelta(days=40)))
    DayEntry(long_ago, job.id, owner_id=ana.id).save()

    stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).status == 200


def test_what_is_kept_longer_is_looked_at_again_when_it_is_due(accounts: Accounts) -> None:
    ana = accounts.new(premium=True)
    job = an_old_job(ana, days=40)

    retention.remove_old(now())
    listed = list(DayEntry.query(DayEntry.made_on(day(job.completed_at)), DayEntry.sk == job.id))
    retention.remove_old(job.completed_at + timedelta(days=366, hours=1))

    assert listed == []
    with pytest.raises(Job.DoesNotExist):
        job.refresh()


def test_a_job_that_breaks_keeps_no_other_waiting(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    broken, gone = an_old_job(ana, days=32), an_old_job(ana, days=31)
    broken.update([Job.status.set("nonsense")])

    reports = [stack.invoke(FUNCTION) for _ in range(MOST_FAILURES)]
    broken.update([Job.status.set("cancelled")])
    mended = stack.invoke(FUNCTION, {"set_aside_too": True})

    assert (reports[0]["done"], reports[0]["failed"]) == (1, 1)
    assert [one["set_aside"] for one in reports] == [0, 0, 0, 0, 1]
    assert mended["done"] == 1
    for job in (broken, gone):
        with pytest.raises(Job.DoesNotExist):
            job.refresh()
