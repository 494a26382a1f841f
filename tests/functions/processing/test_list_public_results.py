from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from functions.images.get_image.handler import handler as get_image
from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.download_result.handler import handler as download_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_public_results.handler import handler
from functions.processing.set_result_visibility.handler import handler as set_visibility
from tests.client import Answer, Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.functions.images.uploading import png, settled, uploaded
from tests.functions.processing.running import run
from tests.users import Accounts


def feed(client: Client, caller: str | None = None, **query: str) -> Answer:
    response = client.call(handler, caller=caller, query={"page_size": 50, **query})
    assert response.status == 200, response.body
    return response


def counted(answer: Answer) -> int:
    return int(answer.body["pagination"]["count"])


def ids(answer: Answer) -> list[str]:
    return [one["id"] for one in answer.results]


def test_the_newest_come_first_and_private_ones_never(client: Client, accounts: Accounts) -> None:
    before = feed(client).body["pagination"]["count"]
    older, newer = (a_result(accounts["ana"], is_public=True) for _ in range(2))
    a_result(accounts["ana"])

    answer = feed(client)

    assert answer.body["pagination"]["count"] == before + 2
    assert ids(answer)[:2] == [newer.id, older.id]


def test_the_most_liked_come_first_and_ties_by_age(client: Client, accounts: Accounts) -> None:
    liked, older, newer = (a_result(accounts["ana"], is_public=True) for _ in range(3))
    for who in ("bob", "cleo", "dora"):
        client.call(like_result, caller=who, result_id=liked.id)

    for period in ("today", "week", "month", "all"):
        answer = feed(client, order="likes", period=period)

        assert [one for one in ids(answer) if one in {liked.id, older.id, newer.id}] == [
            liked.id,
            newer.id,
            older.id,
        ]


@pytest.mark.parametrize("order", ["newest", "likes"])
def test_a_period_holds_what_was_made_in_it(client: Client, accounts: Accounts, order: str) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=40)
    before = feed(client, period="month", order=order).body["pagination"]["count"]
    ever = feed(client, period="all", order=order).body["pagination"]["count"]
    old = a_result(accounts["ana"], is_public=True, made=long_ago)
    new = a_result(accounts["ana"], is_public=True)

    month = feed(client, period="month", order=order)

    assert month.body["pagination"]["count"] == before + 1
    assert new.id in ids(month)
    assert old.id not in ids(month)
    assert feed(client, period="all", order=order).body["pagination"]["count"] == ever + 2


def test_the_caller_sees_the_own_likes_and_favorites(client: Client, accounts: Accounts) -> None:
    mine = a_result(accounts["bob"], is_public=True, is_favorite=True)
    liked, other = (a_result(accounts["ana"], is_public=True) for _ in range(2))
    client.call(like_result, caller="bob", result_id=liked.id)

    shown = {one["id"]: one for one in feed(client, "bob").results}

    assert [shown[one.id]["user_has_liked"] for one in (liked, other, mine)] == [True, False, False]
    assert (shown[mine.id]["is_owner"], shown[mine.id]["is_favorite"]) == (True, True)
    assert shown[liked.id]["prompt"] is None


@pytest.mark.parametrize("order", ["newest", "likes"])
def test_pages_lead_both_ways(client: Client, accounts: Accounts, order: str) -> None:
    for _ in range(3):
        a_result(accounts["ana"], is_public=True)
    everything = ids(feed(client, order=order))

    first = feed(client, order=order, page_size="2", period="all")
    second = client.send("GET", first.body["pagination"]["next"])
    back = client.send("GET", second.body["pagination"]["previous"])

    assert ids(first) + ids(second) == everything[:4]
    assert ids(back) == ids(first)


@pytest.mark.parametrize("order", ["newest", "likes"])
@pytest.mark.parametrize("period", ["today", "all"])
def test_a_style_and_an_author_filter_what_is_public(
    client: Client, accounts: Accounts, order: str, period: str
) -> None:
    ana, ben, style = accounts.new(), accounts.new(), str(uuid4())
    in_style = [a_result(one, is_public=True, style_id=style) for one in (ana, ben)]
    other = a_result(ana, is_public=True)
    a_result(ana, style_id=style)
    client.call(like_result, caller=ben, result_id=other.id)
    asked = {"order": order, "period": period}

    by_style = feed(client, style=style, **asked)
    by_author = feed(client, author=ana.username.upper(), **asked)
    by_both = feed(client, style=style, author=ana.username, **asked)

    assert (counted(by_style), set(ids(by_style))) == (2, {one.id for one in in_style})
    assert (counted(by_author), set(ids(by_author))) == (2, {in_style[0].id, other.id})
    assert (counted(by_both), ids(by_both)) == (1, [in_style[0].id])
    if order == "likes":
        most_liked = by_author.results[0]
        assert (most_liked["id"], most_liked["like_count"]) == (other.id, 1)


def test_what_is_hidden_or_deleted_leaves_the_lists_of_its_style_and_author(
    client: Client, accounts: Accounts
) -> None:
    ana, style = accounts.new(), str(uuid4())
    hidden, deleted = (a_result(ana, is_public=True, style_id=style) for _ in range(2))

    client.call(set_visibility, caller=ana, result_id=hidden.id, body={"is_public": False})
    client.call(delete_result, caller=ana, result_id=deleted.id)

    for filters in ({"style": style}, {"author": ana.username}):
        answer = feed(client, **filters)
        assert (counted(answer), ids(answer)) == (0, [])


@pytest.mark.parametrize("query", [{"order": "best"}, {"period": "year"}, {"style": "anime"}])
def test_an_unknown_order_or_period_is_refused(client: Client, query: dict[str, str]) -> None:
    response = client.call(handler, query=query)

    assert (response.status, response.code) == (422, "invalid_request")


def test_no_url_of_a_public_thing_holds_its_owners_id(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    photo = settled(client, ana, uploaded(client, ana, png(), is_public=True))
    job = run(client, ana, is_public=True)

    result = client.call(handler, query={"author": ana.username}).results[0]
    link = client.call(download_result, caller="bob", result_id=result["id"]).data
    image = client.call(get_image, caller="bob", image_id=photo["id"]).data

    assert job["status"] == "completed"
    for shown in (result, link, image):
        assert ana.id not in str(shown)


def test_a_listed_url_serves_the_picture(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, stored=True, is_public=True)

    response = client.call(handler)

    assert fetched(response.results[0]["url"]) == result.display_key.encode()
