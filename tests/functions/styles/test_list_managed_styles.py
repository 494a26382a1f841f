"""GET /styles/managed"""

from typing import Any

from functions.styles.list_managed_styles.handler import handler
from tests.client import Client
from tests.factories.styles import a_category, a_style, an_example
from tests.fetching import fetched
from tests.users import Account


def test_a_style_that_is_not_offered_is_listed_too(client: Client, admin: Account) -> None:
    hidden = a_style(is_active=False)
    in_hidden_category = a_style(a_category(is_active=False))

    found = {one["id"]: one for one in every_style(client, admin)}

    assert found[hidden.id]["is_active"] is False
    assert found[hidden.id]["prompt_template"] == hidden.prompt_template
    assert found[in_hidden_category.id]["is_active"] is True


def test_it_is_shown_with_its_pictures(client: Client, admin: Account) -> None:
    style = a_style()
    an_example(style, stored=True, sort_order=3)

    shown = next(one for one in every_style(client, admin) if one["id"] == style.id)

    assert fetched(shown["thumbnail_url"]) == b"styled"
    assert [one["sort_order"] for one in shown["examples"]] == [3]


def test_pages_follow_each_other(client: Client, admin: Account) -> None:
    for _ in range(2):
        a_style()
    bearer = {"Authorization": f"Bearer {admin.access_token}"}

    first = client.call(handler, caller=admin, query={"page_size": 1})
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert second.status == 200
    assert first.results[0]["id"] != second.results[0]["id"]


def test_it_is_for_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")


def every_style(client: Client, admin: Account) -> list[dict[str, Any]]:
    found, page = [], 1
    while page:
        query = {"page_size": 50, "page": page}
        response = client.call(handler, caller=admin, query=query)
        found += response.results
        page = page + 1 if response.body["pagination"]["next"] else 0
    return found
