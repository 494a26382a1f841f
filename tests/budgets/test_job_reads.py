"""What reading jobs may cost, with more of them than a page holds."""

from typing import Any

import pytest

from functions.processing.get_job.handler import handler as get_job
from functions.processing.list_job_events.handler import handler as list_job_events
from functions.processing.list_job_results.handler import handler as list_job_results
from functions.processing.list_jobs.handler import handler as list_jobs
from splashmy.jobs.records import Job
from splashmy.web import Endpoint
from splashmy.workflow import finish
from tests.budgets import in_process
from tests.factories.jobs import a_job, a_made_job
from tests.users import Account, Accounts

PAGE = 5
BESIDES_THE_GUARD = 2


@pytest.fixture(scope="module")
def owner(accounts: Accounts) -> tuple[Account, Job]:
    """More jobs than a page, and one with its result."""
    ana = accounts.new(premium=True)
    for _ in range(2 * PAGE):
        a_job(ana)
    job = a_made_job(ana)
    finish.store(job)
    return ana, job


@pytest.mark.parametrize("endpoint", [get_job, list_job_events, list_job_results])
def test_reading_a_job_costs_at_most_two_calls(
    owner: tuple[Account, Job], endpoint: Endpoint[Any, Any]
) -> None:
    ana, job = owner

    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(endpoint, caller=ana, job_id=job.id)

    assert answer["status"] == 200
    assert len(calls) <= 1 + BESIDES_THE_GUARD


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"status": "pending"},
        {"job_type": "generation"},
        {"status": "pending", "job_type": "generation"},
    ],
)
def test_a_list_costs_two_calls_and_one_item_more_than_a_page(
    owner: tuple[Account, Job], filters: dict[str, str]
) -> None:
    ana, _ = owner

    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(list_jobs, caller=ana, query={"page_size": str(PAGE), **filters})

    assert len(answer["body"]["pagination"]["results"]) == PAGE
    assert len(calls) <= 1 + BESIDES_THE_GUARD
    assert max(items for _, items in calls) <= PAGE + 1
