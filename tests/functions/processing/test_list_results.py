from typing import Any

from functions.processing.list_results.handler import handler
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Account, Accounts


def listed(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


def test_own_results_come_newest_first_with_their_count(client: Client, accounts: Accounts) -> None:
    ana, bob = accounts.new(), accounts.new()
    older, newer = a_result(ana), a_result(ana)
    a_result(bob, is_public=True)

    assert listed(client, ana) == (2, [newer.id, older.id])


def test_results_of_a_job_are_filtered(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    wanted = a_result(ana)
    a_result(ana)

    assert listed(client, ana, job_id=wanted.job_id) == (1, [wanted.id])


def test_favorites_are_filtered_alone_and_within_a_job(client: Client, accounts: Accounts) -> None:
    ana, job = accounts.new(), new_id(JobId)
    favorite = a_result(ana, job_id=job, is_favorite=True)
    a_result(ana, job_id=job)
    other = a_result(ana, is_favorite=True)

    assert listed(client, ana, favorites="true") == (2, [other.id, favorite.id])
    assert listed(client, ana, favorites="true", job_id=job) == (1, [favorite.id])


def test_pages_lead_both_ways_and_keep_the_filter(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    made = [a_result(ana, is_favorite=True).id for _ in range(3)][::-1]

    query = {"page_size": 2, "favorites": "true"}
    first = client.call(handler, caller=ana, query=query)
    bearer = {"Authorization": f"Bearer {ana.access_token}"}
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)
    again = client.send("GET", second.body["pagination"]["previous"], headers=bearer)

    assert [one["id"] for one in second.results] == made[2:]
    assert second.body["pagination"] | {"results": [], "previous": None} == {
        "count": 3,
        "next": None,
        "previous": None,
        "results": [],
    }
    assert [one["id"] for one in again.results] == made[:2]


def test_another_order_is_refused(client: Client) -> None:
    response = client.call(handler, caller="ana", query={"order": "likes"})

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_listed_url_serves_the_picture(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, stored=True)

    response = client.call(handler, caller=ana)

    assert fetched(response.results[0]["url"]) == result.display_key.encode()
