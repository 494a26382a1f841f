"""GET /styles/categories"""

import pytest

from functions.styles.list_categories.handler import handler
from functions.styles.list_styles.handler import handler as list_styles
from tests.client import Client

pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_category_counts_its_styles(client: Client) -> None:
    categories = client.call(handler).results

    art = next(one for one in categories if one["slug"] == "art")

    styles = client.call(list_styles, query={"category": "art"}).body["pagination"]
    assert art["styles_count"] == styles["count"] > 0


def test_categories_come_in_their_order(client: Client) -> None:
    orders = [one["sort_order"] for one in client.call(handler).results]

    assert orders == sorted(orders)
    assert len(orders) >= 6


def test_who_is_signed_in_sees_the_same(client: Client) -> None:
    assert client.call(handler, caller="ana").results == client.call(handler).results


def test_a_cursor_leads_to_the_next_page(client: Client) -> None:
    first = client.call(handler, query={"page_size": 2})
    second = client.send("GET", first.body["pagination"]["next"])

    ids = {one["id"] for one in first.results + second.results}
    assert len(ids) == 4
