"""What reading results may cost, with more of them than a page holds."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from functions.images.list_processed_images.handler import handler as list_processed
from functions.processing.get_result.handler import handler as get_result
from functions.processing.list_liked_results.handler import handler as list_liked
from functions.processing.list_public_results.handler import handler as list_public
from functions.processing.list_results.handler import handler as list_results
from splashmy.core import keeping
from splashmy.core.ids import ImageId, new_id
from splashmy.core.merging import SPARE
from splashmy.core.settings import settings
from splashmy.results import likes
from splashmy.results.listing import MOST_RANKED
from splashmy.results.records import SHARDS, Result
from splashmy.web import Endpoint
from tests.budgets import in_process
from tests.factories.jobs import signed_in
from tests.factories.results import a_result
from tests.users import Account, Accounts

PAGE = 5
BESIDES_THE_GUARD = 2


@pytest.fixture(scope="module")
def ana(accounts: Accounts) -> Account:
    return accounts.new()


@pytest.fixture(scope="module")
def result(ana: Account) -> Result:
    """One of more than two pages, all public and liked."""
    liker, image = signed_in(ana), new_id(ImageId)
    made = [a_result(ana, is_public=True, original_image_id=image) for _ in range(2 * PAGE + 1)]
    for one in made:
        likes.like(one.id, liker, wanted=True)
    return made[0]


@pytest.mark.parametrize(
    ("endpoint", "query"),
    [
        (list_results, {}),
        (list_processed, {}),
        (list_liked, {}),
        (list_liked, {"period": "week"}),
    ],
)
def test_a_page_costs_two_calls_and_one_item_more_than_it_shows(
    ana: Account, result: Result, endpoint: Endpoint[Any, Any], query: dict[str, str]
) -> None:
    query = {**query, "page_size": str(PAGE)}
    if "author" in query:
        query["author"] = ana.username
    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(endpoint, caller=ana, query=query)

    assert len(answer["body"]["pagination"]["results"]) == PAGE
    assert len(calls) <= 1 + BESIDES_THE_GUARD
    assert [read for operation, read in calls if operation == "Query"] == [PAGE + 1]


@pytest.mark.parametrize(
    ("query", "partitions"),
    [
        ({}, SHARDS),
        ({"period": "today"}, SHARDS),
        ({"order": "likes"}, SHARDS),
        ({"order": "likes", "period": "month"}, SHARDS),
        ({"author": "ana"}, 1),
        ({"author": "ana", "order": "likes", "period": "today"}, 1),
    ],
)
def test_a_public_page_costs_little_of_each_shard_and_a_call_for_the_visitor(
    ana: Account, result: Result, query: dict[str, str], partitions: int
) -> None:
    query = {**query, "page_size": str(PAGE)}
    if "author" in query:
        query["author"] = ana.username
    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(list_public, caller=ana, query=query)

    read = [number for operation, number in calls if operation == "Query"]
    assert len(answer["body"]["pagination"]["results"]) == PAGE
    assert [operation for operation, _ in calls if operation != "Query"] == [
        "GetItem",
        *["BatchGetItem"] * BESIDES_THE_GUARD,
    ]
    assert len(read) <= 2 * partitions
    assert sum(read) <= (PAGE + 1) + 2 * (SPARE + 1) * (partitions > 1) * partitions


def test_visitors_share_the_first_page_and_its_length_for_a_while(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, style = accounts.new(), str(uuid4())
    old = a_result(ana, is_public=True, style_id=style)
    moment = 1_000_000.0
    monkeypatch.setattr(keeping, "settings", lambda: replace(settings(), feed_max_age=10))
    monkeypatch.setattr(keeping, "time", SimpleNamespace(monotonic=lambda: moment))

    def page(caller: Account | None = None) -> tuple[int, list[dict[str, Any]]]:
        answer = in_process.call(list_public, caller=caller, query={"style": style})
        found = answer["body"]["pagination"]
        return found["count"], found["results"]

    page()
    new = a_result(ana, is_public=True, style_id=style)
    likes.like(old.id, signed_in(ana), wanted=True)
    with in_process.dynamodb_calls() as calls:
        count, results = page()
    own_count, own = page(ana)
    moment += 10
    renewed_count, renewed = page()

    assert (calls, count, [one["id"] for one in results]) == ([], 1, [old.id])
    assert (own_count, [(one["id"], one["user_has_liked"]) for one in own]) == (1, [(old.id, True)])
    assert (renewed_count, [one["id"] for one in renewed]) == (2, [new.id, old.id])


def test_an_order_that_no_index_holds_costs_two_calls(ana: Account, result: Result) -> None:
    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(list_liked, caller=ana, query={"order": "likes"})

    assert answer["body"]["pagination"]["count"] == 2 * PAGE + 1
    assert [operation for operation, _ in calls] == ["GetItem", "Query", "BatchGetItem"]
    assert max(read for _, read in calls) <= MOST_RANKED


def test_a_result_costs_one_call(ana: Account, result: Result) -> None:
    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(get_result, caller=ana, result_id=result.id)

    assert answer["status"] == 200
    assert [operation for operation, _ in calls] == ["GetItem", "BatchGetItem"]
