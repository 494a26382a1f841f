from typing import Any

import pytest

from functions.processing.create_job.handler import handler as create_job
from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.list_jobs.handler import handler as list_jobs
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.functions.processing.running import fetch, run
from tests.users import Account, Accounts


@pytest.fixture(scope="module")
def owner(client: Client, accounts: Accounts) -> Account:
    """Two generations, one of them failed, and an edit."""
    ana = accounts.new()
    run(client, ana)
    run(client, ana, prompt="[unsafe]")
    run(client, ana, job_type="edit", original_image_id=a_ready_image(ana).id)
    return ana


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [("edit", "completed"), ("generation", "failed"), ("generation", "completed")]),
        ({"status": "completed"}, [("edit", "completed"), ("generation", "completed")]),
        ({"status": "pending"}, []),
        ({"job_type": "generation"}, [("generation", "failed"), ("generation", "completed")]),
        ({"status": "failed", "job_type": "generation"}, [("generation", "failed")]),
        ({"status": "failed", "job_type": "edit"}, []),
    ],
)
def test_filters_leave_what_they_name_newest_first_and_counted(
    client: Client, owner: Account, filters: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    response = client.call(list_jobs, caller=owner, query=filters)

    assert response.status == 200, response.body
    assert [(one["job_type"], one["status"]) for one in response.results] == expected
    assert response.body["pagination"]["count"] == len(expected)


@pytest.mark.parametrize("filters", [{}, {"job_type": "generation"}])
def test_pages_go_both_ways(client: Client, owner: Account, filters: dict[str, Any]) -> None:
    first = client.call(list_jobs, caller=owner, query={"page_size": 1, **filters})

    second = client.send("GET", first.body["pagination"]["next"], headers=bearer(owner))
    back = client.send("GET", second.body["pagination"]["previous"], headers=bearer(owner))

    assert second.results[0]["id"] != first.results[0]["id"]
    assert back.results[0]["id"] == first.results[0]["id"]


def test_the_list_also_answers_at_jobs(client: Client, owner: Account) -> None:
    response = client.send("GET", "/api/v1/processing/jobs/", headers=bearer(owner))

    assert len(response.results) == 3
    assert fetch(response.results[0]["original_image"]["url"]) == picture()


def test_a_listed_job_shows_its_first_result_until_it_is_deleted(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = run(client, ana, n=2)

    (listed,) = client.call(list_jobs, caller=ana).results
    thumbnail = fetch(listed["first_result"]["thumbnail_url"])
    client.call(delete_result, caller=ana, result_id=listed["first_result"]["id"])
    (afterwards,) = client.call(list_jobs, caller=ana).results

    assert job["first_result"]["id"] == listed["first_result"]["id"]
    assert thumbnail[8:12] == b"WEBP"
    assert listed["urls_expire_at"] > listed["created_at"]
    assert (afterwards["first_result"], afterwards["urls_expire_at"]) == (None, None)


@pytest.mark.parametrize("query", [{"status": "lost"}, {"job_type": "x"}, {"cursor": "x"}])
def test_a_bad_filter_is_refused(client: Client, query: dict[str, str]) -> None:
    response = client.call(list_jobs, caller="ana", query=query)

    assert (response.status, response.code) == (422, "invalid_request")


def test_others_jobs_are_not_listed(client: Client, accounts: Accounts, owner: Account) -> None:
    response = client.call(list_jobs, caller=accounts.new())

    assert (response.results, response.body["pagination"]["count"]) == ([], 0)


def test_a_job_refused_for_its_quota_is_not_counted(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low", "n": 4}
    statuses = [client.call(create_job, caller=ana, body=asked).status for _ in range(3)]

    response = client.call(list_jobs, caller=ana)

    assert statuses == [202, 202, 429]
    assert response.body["pagination"]["count"] == len(response.results) == 2


def bearer(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.access_token}"}
