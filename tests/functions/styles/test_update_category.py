"""PUT /styles/categories/{category_id}"""

from uuid import uuid4

from functions.styles.create_category.handler import handler as create_category
from functions.styles.list_categories.handler import handler as list_categories
from functions.styles.list_styles.handler import handler as list_styles
from functions.styles.update_category.handler import handler
from tests.client import Client
from tests.factories.styles import a_category, a_style
from tests.functions.styles.requests import a_category_request
from tests.users import Account


def test_a_change_keeps_what_it_does_not_name(client: Client, admin: Account) -> None:
    category = a_category(description="Kept")

    response = client.call(handler, caller=admin, category_id=category.id, body={"name": "Renamed"})

    assert response.status == 200
    assert (response.data["name"], response.data["description"]) == ("Renamed", "Kept")
    assert response.data["slug"] == category.slug


def test_a_slug_that_was_given_up_is_free_again(client: Client, admin: Account) -> None:
    category, freed = a_category(), a_category_request()["slug"]
    for slug in (freed, a_category_request()["slug"]):
        client.call(handler, caller=admin, category_id=category.id, body={"slug": slug})

    response = client.call(create_category, caller=admin, body=a_category_request(slug=freed))

    assert response.status == 201


def test_a_slug_of_another_category_is_refused(client: Client, admin: Account) -> None:
    category, taken = a_category(), a_category().slug

    response = client.call(handler, caller=admin, category_id=category.id, body={"slug": taken})

    assert (response.status, response.code) == (409, "slug_taken")


def test_an_inactive_category_takes_its_styles_out_of_the_lists(
    client: Client, admin: Account
) -> None:
    category = a_category(sort_order=0)
    a_style(category)

    client.call(handler, caller=admin, category_id=category.id, body={"is_active": False})

    listed = client.listed(list_categories)
    assert category.slug not in [one["slug"] for one in listed]
    assert client.call(list_styles, query={"category": category.slug}).results == []


def test_an_unknown_category_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, category_id=uuid4(), body={"name": "Nothing"})

    assert (response.status, response.code) == (404, "category_not_found")


def test_categories_are_changed_by_administrators_only(client: Client) -> None:
    category = a_category()

    response = client.call(handler, caller="ana", category_id=category.id, body={"name": "Mine"})

    assert (response.status, response.code) == (403, "admin_required")
