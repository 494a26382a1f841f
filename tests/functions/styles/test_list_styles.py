"""GET /styles"""

from datetime import timedelta
from typing import Any

import pytest

from functions.styles.list_styles.handler import handler
from functions.styles.rate_style.handler import handler as rate_style
from splashmy.core.clock import now
from splashmy.styles.records import Category, Style
from tests.client import Client
from tests.factories.styles import a_category, a_style
from tests.fetching import fetched

pytestmark = pytest.mark.usefixtures("catalogue")


def test_the_shipped_styles_are_listed(client: Client) -> None:
    response = client.call(handler, query={"page_size": 50})

    assert response.status == 200
    assert response.body["pagination"]["count"] >= 24
    watercolor = next(one for one in response.results if one["slug"] == "watercolor")
    assert watercolor["category"]["slug"] == "art"
    assert (watercolor["user_rating"], watercolor["is_user_favorite"]) == (None, None)


def test_a_cursor_leads_through_every_style_once(client: Client) -> None:
    seen, url = [], None
    while True:
        page = client.send("GET", url) if url else client.call(handler, query={"page_size": 10})
        seen += [one["slug"] for one in page.results]
        url = page.body["pagination"]["next"]
        if url is None:
            break

    assert len(seen) == len(set(seen)) == page.body["pagination"]["count"]


def test_pages_have_numbers_too(client: Client) -> None:
    first = client.call(handler, query={"page": 1, "page_size": 10, "order": "name"})
    second = client.send("GET", first.body["pagination"]["next"])

    assert "page=2" in first.body["pagination"]["next"]
    assert "page=1" in second.body["pagination"]["previous"]
    assert not {one["id"] for one in first.results} & {one["id"] for one in second.results}


def test_a_thumbnail_can_be_fetched(client: Client) -> None:
    style = client.call(handler, query={"search": "watercolor"}).results[0]

    assert fetched(style["thumbnail_url"])[8:12] == b"WEBP"


def listed(client: Client, category: Category, **query: Any) -> list[str]:
    response = client.call(handler, query={"category": category.slug} | query)
    assert response.status == 200
    return [one["id"] for one in response.results]


def ids(*styles: Style) -> list[str]:
    return [one.id for one in styles]


def test_a_category_is_named_by_its_slug_or_its_id(client: Client) -> None:
    category = a_category()
    style = a_style(category)

    found = [
        client.call(handler, query={"category": name}).results[0]["id"]
        for name in (category.slug, category.id)
    ]

    assert found == [style.id] * 2


def test_premium_styles_can_be_listed_alone_or_left_out(client: Client) -> None:
    category = a_category()
    free = a_style(category, sort_order=1)
    premium = a_style(category, sort_order=2, is_premium=True)

    assert listed(client, category, premium="true") == ids(premium)
    assert listed(client, category, premium="false") == ids(free)
    assert listed(client, category) == ids(free, premium)


def test_every_word_of_a_search_must_be_in_name_description_or_tags(client: Client) -> None:
    category = a_category()
    both = a_style(category, name="Copper plate", tags=["engraving"])
    a_style(category, name="Copper plate")
    a_style(category, description="An Engraving")

    assert listed(client, category, search="ENGRAV copper") == ids(both)


def test_the_newest_style_comes_first(client: Client) -> None:
    category, today = a_category(), now()
    old = a_style(category, created_at=today - timedelta(days=2))
    new = a_style(category, created_at=today)
    older = a_style(category, created_at=today - timedelta(days=3))

    assert listed(client, category, order="newest") == ids(new, old, older)


def test_the_best_rated_style_comes_first(client: Client) -> None:
    category = a_category()
    bad, unrated, good = (a_style(category) for _ in range(3))
    client.call(rate_style, caller="ana", style_id=bad.id, body={"rating": 1})
    client.call(rate_style, caller="ana", style_id=good.id, body={"rating": 5})

    assert listed(client, category, order="rating") == ids(good, unrated, bad)


def test_names_are_ordered_whatever_their_case(client: Client) -> None:
    category = a_category()
    second, first, third = (a_style(category, name=name) for name in ("beech", "Ash", "Cedar"))

    assert listed(client, category, order="name") == ids(first, second, third)


def test_the_most_popular_style_comes_first_unless_told(client: Client) -> None:
    category = a_category()
    cold, hot = (a_style(category, popularity_score=score) for score in (10, 90))

    assert listed(client, category) == ids(hot, cold)


def test_what_the_caller_thinks_is_filled_in(client: Client) -> None:
    category = a_category()
    client.call(rate_style, caller="ana", style_id=a_style(category).id, body={"rating": 4})

    shown = [
        client.call(handler, caller=caller, query={"category": category.id}).results[0]
        for caller in ("ana", "ben", None)
    ]

    assert [one["user_rating"] for one in shown] == [4, None, None]
    assert [one["is_user_favorite"] for one in shown] == [False, False, None]


@pytest.mark.parametrize("query", [{"order": "oldest"}, {"premium": "yes"}, {"page": 0}], ids=str)
def test_a_query_that_the_list_does_not_know_is_refused(
    client: Client, query: dict[str, Any]
) -> None:
    response = client.call(handler, query=query)

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"][0]["field"] == next(iter(query))
