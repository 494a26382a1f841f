"""What reading images may cost: the same in a small library and in a large one."""

from dataclasses import dataclass
from typing import Any

import pytest

from functions.images.get_image.handler import handler as get_image
from functions.images.get_stats.handler import handler as get_stats
from functions.images.list_images.handler import handler as list_images
from functions.images.list_public_images.handler import handler as list_public_images
from splashmy.images.filters import WALKED
from splashmy.images.records import Image
from splashmy.web import Endpoint
from tests.budgets import in_process
from tests.factories.images import a_library
from tests.users import Account, Accounts

PAGE = 20
SMALL, LARGE = 120, 2_000  # both longer than what is walked for several filters
GUARD = 1


@dataclass(frozen=True)
class Library:
    owner: Account
    images: list[Image]

    def reads(self, endpoint: Endpoint[Any, Any], **asked: Any) -> list[tuple[str, int]]:
        """The calls of a request and the items each reads."""
        with in_process.dynamodb_calls() as calls:
            answer = in_process.call(endpoint, caller=self.owner, **asked)
        assert answer["status"] == 200, answer
        return list(calls)


def a_library_of(accounts: Accounts, size: int) -> Library:
    ana = accounts.new()
    return Library(ana, a_library(ana, size, title=lambda _: "Calm sea", is_public=True))


@pytest.fixture(scope="module")
def small(accounts: Accounts) -> Library:
    return a_library_of(accounts, SMALL)


@pytest.fixture(scope="module")
def large(accounts: Accounts) -> Library:
    return a_library_of(accounts, LARGE)


@pytest.mark.parametrize("filters", [{}, {"status": "ready"}, {"tag": "wide"}, {"search": "calm"}])
def test_a_page_reads_one_item_more_than_it_shows(
    small: Library, large: Library, filters: dict[str, str]
) -> None:
    query = {"page_size": str(PAGE), **filters}

    costs = [library.reads(list_images, query=query) for library in (small, large)]

    guard, entries, images_and_count = costs[1]
    assert costs[0] == costs[1]
    assert guard == ("GetItem", GUARD)
    assert entries == ("Query", PAGE + 1)
    assert images_and_count == ("BatchGetItem", PAGE + 1)


@pytest.mark.parametrize(
    "filters",
    [
        {"status": "ready", "tag": "wide"},
        {"search": "calm sea"},
        {"status": "ready", "tag": "wide", "search": "calm sea"},
        {"status": "failed", "tag": "wide"},
    ],
)
def test_several_filters_read_no_more_than_one_call_takes(
    small: Library, large: Library, filters: dict[str, str]
) -> None:
    query = {"page_size": str(PAGE), **filters}

    costs = [library.reads(list_images, query=query) for library in (small, large)]

    _, *reads = costs[1]
    assert costs[0] == costs[1]
    assert reads == [("Query", WALKED + 1), ("BatchGetItem", WALKED + 1)]


@pytest.mark.parametrize("filters", [{}, {"tag": "wide"}, {"tag": "wide", "search": "sea"}])
def test_a_page_in_the_middle_costs_what_the_first_does(
    large: Library, filters: dict[str, str]
) -> None:
    query = {"page_size": str(PAGE), **filters}
    first = in_process.call(list_images, caller=large.owner, query=query)
    link = first["body"]["pagination"]["next"]
    cursor = link.partition("cursor=")[2].partition("&")[0]

    costs = [large.reads(list_images, query=asked) for asked in (query, query | {"cursor": cursor})]

    assert costs[0] == costs[1]


def test_the_public_list_reads_one_item_more_than_it_shows(large: Library) -> None:
    with in_process.dynamodb_calls() as calls:
        in_process.call(list_public_images, query={"page_size": str(PAGE)})

    assert calls == [("Query", PAGE + 1), ("BatchGetItem", PAGE + 1)]


def test_an_image_and_the_numbers_cost_the_same_in_every_library(
    small: Library, large: Library
) -> None:
    details = [one.reads(get_image, image_id=one.images[0].id) for one in (small, large)]
    numbers = [one.reads(get_stats) for one in (small, large)]

    assert details[0] == details[1]
    assert numbers[0] == numbers[1]
    assert max(len(calls) for calls in details + numbers) <= GUARD + 2
