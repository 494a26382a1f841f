import pytest

from functions.processing.get_stats.handler import handler as get_stats
from functions.processing.list_jobs.handler import handler as list_jobs
from splashmy.jobs import outcomes, retention
from splashmy.jobs.retention import JobNotFinished
from tests.client import Client
from tests.factories.jobs import a_job
from tests.users import Accounts


def test_a_removed_job_is_not_listed_but_still_counts_in_the_stats(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    gone, kept = [outcomes.cancel(a_job(ana)) for _ in range(2)]

    retention.remove(gone)
    with pytest.raises(JobNotFinished):
        retention.remove(gone)

    listing = client.call(list_jobs, caller=ana)
    assert [one["id"] for one in listing.results] == [kept.id]
    assert listing.body["pagination"]["count"] == 1
    assert client.call(get_stats, caller=ana).data["by_status"]["cancelled"] == 2


def test_a_running_job_is_not_removed(accounts: Accounts) -> None:
    job = a_job(accounts.new())

    with pytest.raises(JobNotFinished):
        retention.remove(job)
