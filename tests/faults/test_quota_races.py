"""No number of parallel requests gets past the quota, and none of its images is lost."""

import contextlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.get_stats.handler import handler as get_stats
from splashmy.core.records import ConditionFailed
from splashmy.jobs import outcomes
from splashmy.jobs.quotas import QuotaExceeded
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.functions.processing.running import ended
from tests.users import Account, Accounts

ASKED = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}


def test_fifty_requests_at_once_get_the_ten_images_that_are_left(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    with ThreadPoolExecutor(50) as requests:
        answers = list(
            requests.map(lambda _: client.call(create_job, caller=ana, body=ASKED), range(50))
        )

    assert Counter(one.status for one in answers) == {202: 10, 429: 40}
    for answer in answers:
        if answer.status == 202:
            ended(client, ana, answer.data["id"])
    assert len(consistency.check(client, ana)) == 10


def test_one_key_sent_many_times_at_once_makes_one_job(client: Client, accounts: Accounts) -> None:
    ana, key = accounts.new(), {"Idempotency-Key": uuid4().hex}

    with ThreadPoolExecutor(20) as requests:
        answers = list(
            requests.map(
                lambda _: client.call(create_job, caller=ana, body=ASKED, headers=key), range(20)
            )
        )

    refused = [one for one in answers if one.status != 202]
    (job_id,) = {one.data["id"] for one in answers if one.status == 202}
    ended(client, ana, job_id)
    assert len(consistency.check(client, ana)) == 1
    assert {(one.status, one.code) for one in refused} <= {(409, "idempotency_in_progress")}
    assert all(one.headers["retry-after"] == "1" for one in refused)


def test_two_hundred_creations_and_outcomes_at_once_are_exact(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(premium=True)

    with ThreadPoolExecutor(50) as workers:
        made = [job for job in workers.map(lambda _: create_one(ana), range(200)) if job]
    used = client.call(get_quota, caller=ana).data["used"]
    with ThreadPoolExecutor(50) as workers:
        statuses = Counter(one for one in workers.map(end_one, [*made, *made]) if one)

    assert (len(made), used, statuses.total()) == (100, 100, 100)
    stats = client.call(get_stats, caller=ana).data
    assert {one: stats["by_status"][one] for one in statuses} == statuses
    assert (stats["total_jobs"], stats["total_images"]) == (100, statuses["completed"])
    assert client.call(get_quota, caller=ana).data["used"] == statuses["completed"]


def create_one(owner: Account) -> Job | None:
    try:
        return a_job(owner)
    except QuotaExceeded:
        return None


def end_one(job: Job) -> str | None:
    """Completed, failed or cancelled: each of a third of the jobs, once."""
    try:
        return str(OUTCOMES[int(job.id[-4:], 16) % 3](job).status)
    except JobStatusConflict:
        return None


def _complete(job: Job) -> Job:
    """As if its result had been stored."""
    with contextlib.suppress(ConditionFailed):
        job.update([Job.results_count.set(1)], Job.status == "pending")
    return outcomes.complete(job)


def _fail(job: Job) -> Job:
    return outcomes.fail(job, outcomes.SERVICE_FAILED)


OUTCOMES: list[Callable[[Job], Job]] = [_complete, _fail, outcomes.cancel]
