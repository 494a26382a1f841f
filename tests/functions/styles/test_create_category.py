"""POST /styles/categories"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_category.handler import handler
from functions.styles.list_categories.handler import handler as list_categories
from tests.client import Client
from tests.factories.styles import a_category
from tests.functions.styles.requests import a_category_request
from tests.repeating import sent_again
from tests.users import Account


def test_a_new_category_is_listed(client: Client, admin: Account) -> None:
    body = a_category_request()

    response = client.call(handler, caller=admin, body=body)

    assert response.status == 201
    assert response.data["styles_count"] == 0
    listed = client.listed(list_categories)
    assert body["slug"] in [one["slug"] for one in listed]


def test_a_slug_is_given_once(client: Client, admin: Account) -> None:
    body = a_category_request()

    with ThreadPoolExecutor(5) as pool:
        answers = pool.map(lambda _: client.call(handler, caller=admin, body=body), range(5))

    refused = [one.code for one in answers if one.status != 201]
    assert refused == ["slug_taken"] * 4


def test_a_repeated_request_creates_nothing_twice(client: Client, admin: Account) -> None:
    body, key = a_category_request(), {"Idempotency-Key": str(uuid4())}

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [one.status for one in answers] == [201, 201]
    assert answers[0].data == answers[1].data


def test_a_request_sent_again_after_its_function_died_goes_on_with_the_same_category(
    client: Client, admin: Account
) -> None:
    first, second = sent_again(client, handler, caller=admin, body=a_category_request())

    assert (second.status, second.data) == (201, first.data)


def test_a_refused_request_may_be_repeated_with_its_key(client: Client, admin: Account) -> None:
    body, key = a_category_request(slug=a_category().slug), {"Idempotency-Key": str(uuid4())}

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [one.code for one in answers] == ["slug_taken"] * 2


def test_categories_are_made_by_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", body=a_category_request())

    assert (response.status, response.code) == (403, "admin_required")


@pytest.mark.parametrize(
    "fields", [{"slug": "Not A Slug"}, {"color": "red"}, {"name": ""}, {"owner": "me"}], ids=str
)
def test_a_malformed_category_is_refused(
    client: Client, admin: Account, fields: dict[str, Any]
) -> None:
    response = client.call(handler, caller=admin, body=a_category_request(**fields))

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"][0]["field"] == next(iter(fields))
