"""The public lists are spread over shards, and read as one."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_public_results.handler import handler
from splashmy.core.ids import StyleId
from splashmy.core.resources import RESULTS
from splashmy.results import changes, feed
from splashmy.results.feed import Period
from splashmy.results.records import OF_AUTHOR, SHARDS, Published, Result, new_ids
from tests.client import Client
from tests.factories.results import a_result
from tests.users import Account, Accounts
from tools.restore.tables import items

MADE = 23
PUBLISHED_AT_ONCE = 50
SEED = 20261126


@pytest.fixture(scope="module")
def style() -> str:
    return str(uuid4())


@pytest.fixture(scope="module")
def made(client: Client, accounts: Accounts, style: str) -> list[Result]:
    """The oldest first; some are liked."""
    ana = accounts.new()
    made = [a_result(ana, is_public=True, style_id=style) for _ in range(MADE)]
    for result in made[::5]:
        client.call(like_result, caller="bob", result_id=result.id)
    return made


def pages(client: Client, style: str, order: str, size: int) -> Iterator[list[str]]:
    """The ids of each page, from the first to the last."""
    query = {"style": style, "order": order, "page_size": size}
    answer = client.call(handler, query=query)
    while True:
        yield [one["id"] for one in answer.results]
        if not (following := answer.body["pagination"]["next"]):
            return
        answer = client.send("GET", following)


def in_order(made: list[Result], order: str) -> list[str]:
    newest: list[str] = [one.id for one in reversed(made)]
    liked = {one.id for one in made[::5]}
    return newest if order == "newest" else sorted(newest, key=lambda id: id not in liked)


@pytest.mark.parametrize("order", ["newest", "likes"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 22, 23, 24])
def test_every_page_size_leads_through_each_result_once(
    client: Client, made: list[Result], style: str, order: str, size: int
) -> None:
    found = list(pages(client, style, order, size))

    assert [id for page in found for id in page] == in_order(made, order)
    assert all(len(page) == size for page in found[:-1])


@pytest.mark.parametrize("order", ["newest", "likes"])
def test_every_page_leads_back_to_the_one_before(
    client: Client, made: list[Result], style: str, order: str
) -> None:
    answer = client.call(handler, query={"style": style, "order": order, "page_size": 4})
    there = [answer]
    while following := there[-1].body["pagination"]["next"]:
        there.append(client.send("GET", following))
    back = [there[-1]]
    while previous := back[-1].body["pagination"]["previous"]:
        back.append(client.send("GET", previous))

    ids = [[one["id"] for one in page.results] for page in there]
    assert [[one["id"] for one in page.results] for page in reversed(back)] == ids


@pytest.mark.parametrize("order", ["newest", "likes"])
def test_what_is_published_meanwhile_hides_and_repeats_nothing(
    client: Client, accounts: Accounts, order: str
) -> None:
    style, ana, choice = str(uuid4()), accounts.new(), random.Random(SEED)  # noqa: S311 not secret
    before = [a_result(ana, is_public=True, style_id=style).id for _ in range(12)]
    seen: list[str] = []

    for page in pages(client, style, order, 3):
        seen += page
        for _ in range(choice.randrange(4)):
            a_result(ana, is_public=True, style_id=style)

    assert seen == before[::-1]


def test_fifty_at_once_are_all_published_and_counted(accounts: Accounts) -> None:
    style, users = StyleId(str(uuid4())), [accounts.new() for _ in range(5)]
    private = [
        (user, a_result(user, style_id=style))
        for user in users
        for _ in range(PUBLISHED_AT_ONCE // len(users))
    ]

    def publish(owned: tuple[Account, Result]) -> bool:
        return changes.set_public(owned[0].id, owned[1].id, True)

    with ThreadPoolExecutor(PUBLISHED_AT_ONCE) as callers:
        published = list(callers.map(publish, private))

    assert published == [True] * PUBLISHED_AT_ONCE
    name = feed.name_list(style, None)
    assert sum(recount(lambda pk: pk.startswith(name)).values()) == PUBLISHED_AT_ONCE * len(Period)


def test_the_lengths_of_everybodys_lists_are_what_the_table_holds(
    client: Client, made: list[Result], style: str
) -> None:
    """Of all lists that have shards, whatever other tests have made and hidden."""
    counted = recount(lambda pk: pk.startswith("PUBLIC#"))

    spread = Counter(pk for pk, _ in counted if pk.startswith(f"PUBLIC#STYLE#{style}#"))
    assert len(spread) > 1
    assert len({pk for pk, _ in counted if pk.count("#") == 1}) <= SHARDS


def recount(is_wanted: Callable[[str], bool]) -> dict[tuple[str, str], int]:
    """By partition and period, from the stored copies; the same as the stored lengths."""
    entries = Counter[tuple[str, str]]()
    lengths = dict[tuple[str, str], int]()
    for item in items(RESULTS.id):
        pk, sk = item["pk"]["S"], item["sk"]["S"]
        if not is_wanted(pk) or OF_AUTHOR in pk:
            continue
        if sk.startswith("COUNT#"):
            lengths[pk, sk.removeprefix(f"COUNT#{pk}#")] = int(item["length"]["N"])
        else:
            kept = [item[name]["S"].removeprefix(f"{pk}#") for name in ("day", "week", "month")]
            entries.update((pk, bucket) for bucket in (*kept, "ALL"))
    assert {at: length for at, length in lengths.items() if length} == dict(entries)
    return dict(entries)


def test_the_results_of_one_job_share_a_shard() -> None:
    ids = new_ids(4)

    assert len(set(ids)) == len(ids)
    assert len({Published.partition("PUBLIC", one) for one in ids}) == 1
    assert ids == sorted(ids)
