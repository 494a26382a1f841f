"""POST, PUT and DELETE of /styles"""

from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_style.handler import handler as create_style
from functions.styles.delete_style.handler import handler as delete_style
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_examples.handler import handler as list_examples
from functions.styles.list_styles.handler import handler as list_styles
from functions.styles.update_style.handler import handler as update_style
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.styles import a_category, a_style, an_example


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new(admin=True)


def asked(**fields: Any) -> dict[str, Any]:
    return {
        "category_id": str(uuid4()),
        "name": "Clay",
        "slug": f"clay-{uuid4()}",
        "prompt_template": "Model it in {colour} clay, {{literally}}: {original_prompt}",
        "variables": [
            {"name": "colour", "type": "choice", "choices": ["red", "grey"], "default": "red"}
        ],
        "tags": ["soft"],
    } | fields


def test_a_new_style_is_offered(client: Client, admin: Account) -> None:
    category = a_category()

    response = client.call(create_style, caller=admin, body=asked(category_id=category.id))

    assert response.status == 201
    assert response.data["prompt_template"].startswith("Model it")
    listed = client.call(list_styles, query={"category": category.id})
    assert [one["id"] for one in listed.results] == [response.data["id"]]


def test_a_slug_is_given_once(client: Client, admin: Account) -> None:
    body = asked(category_id=a_category().id)
    client.call(create_style, caller=admin, body=body)

    response = client.call(create_style, caller=admin, body=body)

    assert (response.status, response.code) == (409, "slug_taken")


def test_the_same_idempotency_key_makes_one_style(client: Client, admin: Account) -> None:
    body, key = asked(category_id=a_category().id), {"Idempotency-Key": str(uuid4())}

    first = client.call(create_style, caller=admin, body=body, headers=key)
    second = client.call(create_style, caller=admin, body=body, headers=key)

    assert (first.status, second.status) == (201, 201)
    assert first.data["id"] == second.data["id"]


def test_a_style_needs_a_category(client: Client, admin: Account) -> None:
    response = client.call(create_style, caller=admin, body=asked())

    assert (response.status, response.code) == (404, "category_not_found")


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt_template": "Without the words of the user"},
        {"variables": [{"name": "unused", "type": "text"}]},
        {"variables": [{"name": "style_name", "type": "text"}]},
        {"variables": [{"name": "colour", "type": "choice", "choices": ["red"], "default": "tan"}]},
        {"variables": [{"name": "colour", "type": "number"}]},
        {"default_background": "transparent"},
        {"max_prompt_length": 10},
        {"slug": "No slug"},
        {"rating_sum": 5},
        {"is_premium": "yes"},
    ],
    ids=str,
)
def test_a_style_that_cannot_work_is_refused(
    client: Client, admin: Account, fields: dict[str, Any]
) -> None:
    response = client.call(create_style, caller=admin, body=asked(**fields))

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"]


def test_a_change_keeps_what_it_does_not_name(client: Client, admin: Account) -> None:
    style = a_style(description="Kept", is_shipped=True)

    body = {"name": "Renamed", "is_premium": True}
    response = client.call(update_style, caller=admin, style_id=style.id, body=body)

    assert response.status == 200
    assert response.data["description"] == "Kept"
    assert response.data["is_shipped"] is False
    shown = client.call(get_style, style_id=style.id).data
    assert (shown["name"], shown["is_premium"]) == ("Renamed", True)


def test_a_change_is_checked_with_what_it_keeps(client: Client, admin: Account) -> None:
    style = a_style()

    body = {"default_background": "transparent"}
    response = client.call(update_style, caller=admin, style_id=style.id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_retired_style_leaves_the_lists_and_can_come_back(client: Client, admin: Account) -> None:
    style = a_style()

    client.call(update_style, caller=admin, style_id=style.id, body={"is_active": False})
    retired = client.call(get_style, style_id=style.id)
    client.call(update_style, caller=admin, style_id=style.id, body={"is_active": True})
    returned = client.call(get_style, style_id=style.id)

    assert (retired.status, retired.code) == (404, "style_not_found")
    assert returned.status == 200


def test_a_deleted_style_is_gone_with_its_examples(client: Client, admin: Account) -> None:
    style = a_style()
    an_example(style)

    response = client.call(delete_style, caller=admin, style_id=style.id)

    assert (response.status, response.data) == (200, {"id": style.id})
    assert client.call(get_style, style_id=style.id).code == "style_not_found"
    assert client.call(list_examples, style_id=style.id).code == "style_not_found"
    body = asked(category_id=style.category_id, slug=style.slug)
    assert client.call(create_style, caller=admin, body=body).status == 201


@pytest.mark.parametrize("endpoint", [update_style, delete_style], ids=["PUT", "DELETE"])
def test_an_unknown_style_is_not_found(client: Client, admin: Account, endpoint: Any) -> None:
    body = {"name": "Nothing"} if endpoint is update_style else None

    response = client.call(endpoint, caller=admin, style_id=uuid4(), body=body)

    assert (response.status, response.code) == (404, "style_not_found")


@pytest.mark.parametrize("endpoint", [update_style, delete_style], ids=["PUT", "DELETE"])
def test_styles_are_changed_by_administrators_only(client: Client, endpoint: Any) -> None:
    body = {"name": "Mine"} if endpoint is update_style else None

    response = client.call(endpoint, caller="ana", style_id=a_style().id, body=body)

    assert (response.status, response.code) == (403, "admin_required")
