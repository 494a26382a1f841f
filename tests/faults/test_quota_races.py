"""No number of parallel requests gets past the quota, and none of its images is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.get_stats.handler import handler as get_stats
from splashmy.processing import endings
from splashmy.processing.quotas import QuotaExceeded
from splashmy.processing.records import Job
from splashmy.processing.transitions import JobMovedOn
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.processing.running import ended

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


def test_two_hundred_creations_and_refunds_at_once_are_exact(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(premium=True)

    with ThreadPoolExecutor(50) as workers:
        made = [job for job in workers.map(lambda _: _created(ana), range(200)) if job]
    used = client.call(get_quota, caller=ana).data["used"]
    with ThreadPoolExecutor(50) as workers:
        refunded = sum(workers.map(_refunded, [*made, *made]))

    assert (len(made), used, refunded) == (100, 100, 100)
    assert client.call(get_quota, caller=ana).data["used"] == 0
    stats = client.call(get_stats, caller=ana).data
    assert stats["by_status"]["failed"] + stats["by_status"]["cancelled"] == 100
    assert stats["total_jobs"] == 100


def _created(owner: Account) -> Job | None:
    try:
        return a_job(owner)
    except QuotaExceeded:
        return None


def _refunded(job: Job) -> bool:
    """Failed or cancelled, whichever comes first."""
    end = endings.cancel if int(job.id[-1], 16) % 2 else _fail
    try:
        end(job)
    except JobMovedOn:
        return False
    return True


def _fail(job: Job) -> Job:
    return endings.fail(job, endings.SERVICE_FAILED)
