"""DELETE /styles/categories/{category_id}"""

from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_category.handler import handler as create_category
from functions.styles.delete_category.handler import handler
from functions.styles.list_categories.handler import handler as list_categories
from splashmy.styles import administration, editing
from splashmy.styles.records import CategoryNotEmpty
from tests.client import Client
from tests.factories.styles import a_category, a_style
from tests.functions.styles.requests import a_category_request
from tests.users import Account


def test_a_deleted_category_is_gone_and_its_slug_free(client: Client, admin: Account) -> None:
    category = a_category(sort_order=0)

    response = client.call(handler, caller=admin, category_id=category.id)

    assert (response.status, response.data) == (200, {"id": category.id})
    listed = client.listed(list_categories)
    assert category.slug not in [one["slug"] for one in listed]
    body = a_category_request(slug=category.slug)
    assert client.call(create_category, caller=admin, body=body).status == 201


def test_a_category_with_styles_cannot_be_deleted(client: Client, admin: Account) -> None:
    category = a_category()
    a_style(category, is_active=False)

    response = client.call(handler, caller=admin, category_id=category.id)

    assert (response.status, response.code) == (409, "category_not_empty")


def test_a_category_into_which_a_style_comes_meanwhile_is_not_deleted(
    admin: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    category, remove = a_category(), editing.remove

    def after_a_style_came(*args: Any) -> None:
        monkeypatch.undo()
        a_style(category)
        remove(*args)

    monkeypatch.setattr(editing, "remove", after_a_style_came)

    with pytest.raises(CategoryNotEmpty):
        administration.remove_category(category.id)


def test_an_unknown_category_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, category_id=uuid4())

    assert (response.status, response.code) == (404, "category_not_found")


def test_categories_are_deleted_by_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", category_id=a_category().id)

    assert (response.status, response.code) == (403, "admin_required")
