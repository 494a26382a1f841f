"""GET /styles/categories/managed"""

from functions.styles.list_managed_categories.handler import handler
from tests.client import Client
from tests.factories.styles import a_category, a_style
from tests.users import Account


def test_a_category_that_is_not_shown_is_listed_as_it_is_stored(
    client: Client, admin: Account
) -> None:
    written = {"es": {"name": "Probada", "description": ""}}
    # The first in order, so that it stands on the first page whatever else was made.
    hidden = a_category(is_active=False, translations=written, sort_order=0, slug="0-hidden")
    a_style(hidden)

    spanish = {"Accept-Language": "es"}
    response = client.call(handler, caller=admin, query={"page_size": 50}, headers=spanish)

    shown = next(one for one in response.results if one["id"] == hidden.id)
    assert (shown["name"], shown["is_active"], shown["translations"]) == ("Tested", False, written)
    assert shown["styles_count"] == 0  # none of them is offered


def test_pages_follow_each_other(client: Client, admin: Account) -> None:
    for _ in range(2):
        a_category()
    bearer = {"Authorization": f"Bearer {admin.access_token}"}

    first = client.call(handler, caller=admin, query={"page_size": 1})
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert second.status == 200
    assert first.results[0]["id"] != second.results[0]["id"]


def test_it_is_for_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
