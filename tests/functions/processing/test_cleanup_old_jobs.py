from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_result.handler import handler as get_result
from functions.processing.list_jobs.handler import handler as list_jobs
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.clock import now
from splashmy.jobs import outcomes, retention
from splashmy.jobs.records import Job
from tests.client import Client
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-cleanup_old_jobs"


def an_old_job(owner: Account, *, days: int) -> Job:
    job = outcomes.cancel(a_job(owner))
    job.update([Job.completed_at.set(now() - timedelta(days=days))])
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
    job.update([Job.created_at.set(now() - timedelta(days=400))])

    stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).status == 200


def test_a_day_of_hourly_runs_sees_every_job(accounts: Accounts) -> None:
    job = an_old_job(accounts.new(), days=31)

    removed = [retention.remove_old(hour) for hour in range(retention.SHARES)]

    assert sum(removed) >= 1
    with pytest.raises(Job.DoesNotExist):
        job.refresh()
