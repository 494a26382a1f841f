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
