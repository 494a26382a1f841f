"""GET /styles"""

import pytest

from functions.styles.list_styles.handler import handler
from tests.client import Client
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
