from typing import Any

import pytest

from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_liked_results.handler import handler
from functions.processing.set_result_visibility.handler import handler as set_visibility
from splashmy.results.records import Result
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Account, Accounts


def liked(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


@pytest.fixture
def bob(accounts: Accounts) -> Account:
    return accounts.new("bob")


@pytest.fixture
def two(client: Client, accounts: Accounts, bob: Account) -> list[Result]:
    """Two results that bob likes; the older has one like more."""
    results = [a_result(accounts["ana"], is_public=True) for _ in range(2)]
    for result in results:
        client.call(like_result, caller=bob, result_id=result.id)
    client.call(like_result, caller="cleo", result_id=results[0].id)
    return results


def test_liked_results_come_newest_first(client: Client, bob: Account, two: list[Result]) -> None:
    assert liked(client, bob) == (2, [two[1].id, two[0].id])
    assert liked(client, bob, period="today") == (2, [two[1].id, two[0].id])


def test_liked_results_come_by_likes(client: Client, bob: Account, two: list[Result]) -> None:
    assert liked(client, bob, order="likes") == (2, [two[0].id, two[1].id])


def test_pages_by_likes_lead_both_ways(client: Client, bob: Account, two: list[Result]) -> None:
    bearer = {"Authorization": f"Bearer {bob.access_token}"}
    query = {"order": "likes", "page_size": 1}

    first = client.call(handler, caller=bob, query=query)
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)
    back = client.send("GET", second.body["pagination"]["previous"], headers=bearer)

    assert [one.results[0]["id"] for one in (first, second, back)] == [
        two[0].id,
        two[1].id,
        two[0].id,
    ]
    assert second.body["pagination"]["next"] is None


def test_an_unliked_result_leaves(client: Client, bob: Account, two: list[Result]) -> None:
    client.call(like_result, caller=bob, result_id=two[1].id)

    assert liked(client, bob) == (1, [two[0].id])


def test_a_result_that_turns_private_disappears_and_comes_back(
    client: Client, bob: Account, two: list[Result]
) -> None:
    hidden = client.call(set_visibility, caller="ana", result_id=two[0].id)
    while_private = liked(client, bob)
    by_likes = liked(client, bob, order="likes")
    client.call(set_visibility, caller="ana", result_id=two[0].id)

    assert hidden.data == {"is_public": False}
    assert while_private == by_likes == (1, [two[1].id])
    assert liked(client, bob) == (2, [two[1].id, two[0].id])


def test_a_deleted_result_disappears(client: Client, bob: Account, two: list[Result]) -> None:
    client.call(delete_result, caller="ana", result_id=two[0].id)

    assert liked(client, bob) == (1, [two[1].id])


def test_a_listed_url_serves_the_picture(client: Client, accounts: Accounts, bob: Account) -> None:
    result = a_result(accounts["ana"], stored=True, is_public=True)
    client.call(like_result, caller=bob, result_id=result.id)

    response = client.call(handler, caller=bob)

    assert fetched(response.results[0]["url"]) == result.display_key.encode()
