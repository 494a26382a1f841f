"""POST, PUT and DELETE of /styles/categories"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_category.handler import handler as create_category
from functions.styles.delete_category.handler import handler as delete_category
from functions.styles.list_categories.handler import handler as list_categories
from functions.styles.list_styles.handler import handler as list_styles
from functions.styles.update_category.handler import handler as update_category
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.styles import a_category, a_style


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new(admin=True)


def asked(**fields: Any) -> dict[str, Any]:
    return {"name": "Clay", "slug": f"clay-{uuid4()}", "color": "#aa7755"} | fields


def slugs(client: Client) -> list[str]:
    return [one["slug"] for one in client.call(list_categories, query={"page_size": 50}).results]


def test_a_new_category_is_listed(client: Client, admin: Account) -> None:
    body = asked()

    response = client.call(create_category, caller=admin, body=body)

    assert response.status == 201
    assert response.data["styles_count"] == 0
    assert body["slug"] in slugs(client)


def test_a_slug_is_given_once(client: Client, admin: Account) -> None:
    body = asked()

    with ThreadPoolExecutor(5) as pool:
        answers = pool.map(
            lambda _: client.call(create_category, caller=admin, body=body), range(5)
        )

    refused = [one.code for one in answers if one.status != 201]
    assert refused == ["slug_taken"] * 4


def test_a_change_keeps_what_it_does_not_name(client: Client, admin: Account) -> None:
    category = a_category(description="Kept")

    response = client.call(
        update_category, caller=admin, category_id=category.id, body={"name": "Renamed"}
    )

    assert response.status == 200
    assert (response.data["name"], response.data["description"]) == ("Renamed", "Kept")
    assert response.data["slug"] == category.slug


def test_a_slug_that_was_given_up_is_free_again(client: Client, admin: Account) -> None:
    category, freed = a_category(), asked()["slug"]
    for slug in (freed, asked()["slug"]):
        body = {"slug": slug}
        client.call(update_category, caller=admin, category_id=category.id, body=body)

    response = client.call(create_category, caller=admin, body=asked(slug=freed))

    assert response.status == 201


def test_a_slug_of_another_category_is_refused(client: Client, admin: Account) -> None:
    category, taken = a_category(), a_category().slug

    response = client.call(
        update_category, caller=admin, category_id=category.id, body={"slug": taken}
    )

    assert (response.status, response.code) == (409, "slug_taken")


def test_an_inactive_category_takes_its_styles_out_of_the_lists(
    client: Client, admin: Account
) -> None:
    category = a_category()
    a_style(category)

    body = {"is_active": False}
    client.call(update_category, caller=admin, category_id=category.id, body=body)

    assert category.slug not in slugs(client)
    assert client.call(list_styles, query={"category": category.slug}).results == []


def test_a_category_with_styles_cannot_be_deleted(client: Client, admin: Account) -> None:
    category = a_category()
    a_style(category, is_active=False)

    response = client.call(delete_category, caller=admin, category_id=category.id)

    assert (response.status, response.code) == (409, "category_not_empty")


def test_a_deleted_category_is_gone_and_its_slug_free(client: Client, admin: Account) -> None:
    category = a_category()

    response = client.call(delete_category, caller=admin, category_id=category.id)

    assert (response.status, response.data) == (200, {"id": category.id})
    assert category.slug not in slugs(client)
    body = asked(slug=category.slug)
    assert client.call(create_category, caller=admin, body=body).status == 201


@pytest.mark.parametrize("endpoint", [update_category, delete_category], ids=["PUT", "DELETE"])
def test_an_unknown_category_is_not_found(client: Client, admin: Account, endpoint: Any) -> None:
    body = {"name": "Nothing"} if endpoint is update_category else None

    response = client.call(endpoint, caller=admin, category_id=uuid4(), body=body)

    assert (response.status, response.code) == (404, "category_not_found")


def test_categories_are_changed_by_administrators_only(client: Client) -> None:
    response = client.call(create_category, caller="ana", body=asked())

    assert (response.status, response.code) == (403, "admin_required")


@pytest.mark.parametrize(
    "fields", [{"slug": "Not A Slug"}, {"color": "red"}, {"name": ""}, {"owner": "me"}], ids=str
)
def test_a_malformed_category_is_refused(
    client: Client, admin: Account, fields: dict[str, Any]
) -> None:
    response = client.call(create_category, caller=admin, body=asked(**fields))

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"][0]["field"] == next(iter(fields))
