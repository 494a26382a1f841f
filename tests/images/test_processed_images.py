"""The results of an image, from the image's side."""

from typing import Any

import pytest

from functions.images.delete_processed_image.handler import handler as delete_processed
from functions.images.favorite_processed_image.handler import handler as favorite_processed
from functions.images.get_processed_image.handler import handler as get_processed
from functions.images.list_processed_images.handler import handler as list_processed
from functions.images.rate_processed_image.handler import handler as rate_processed
from splashmy.ids import new_id
from splashmy.processing import results
from splashmy.web import Endpoint
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.results import a_result

ACTS: list[tuple[Endpoint[Any, Any], Any]] = [
    (get_processed, None),
    (favorite_processed, None),
    (rate_processed, {"rating": 4}),
    (delete_processed, None),
]


def listed(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(list_processed, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


def test_every_filter_and_all_of_them_together(client: Client, accounts: Accounts) -> None:
    ana, image, style = accounts.new(), new_id(), new_id()
    a_result(ana)
    edited = a_result(ana, original_image_id=image)
    styled = a_result(ana, original_image_id=image, style_id=style, is_favorite=True)
    other = a_result(ana, original_image_id=new_id(), style_id=style)

    assert listed(client, ana) == (3, [other.id, styled.id, edited.id])
    assert listed(client, ana, original_image=image) == (2, [styled.id, edited.id])
    assert listed(client, ana, style=style) == (2, [other.id, styled.id])
    assert listed(client, ana, favorites="true") == (1, [styled.id])
    together = {"original_image": image, "style": style, "favorites": "true"}
    assert listed(client, ana, **together) == (1, [styled.id])
    assert listed(client, ana, original_image=new_id()) == (0, [])


def test_an_owner_sees_marks_rates_and_deletes(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(), stored=True)

    answers = [
        client.call(act, caller=ana, result_id=result.id, body=body).data
        for act, body in (*ACTS[1:3], ACTS[0], ACTS[3])
    ]

    assert answers[:2] == [{"is_favorite": True}, {"rating": 4}]
    assert (answers[2]["is_favorite"], answers[2]["user_rating"]) == (True, 4)
    assert answers[3] == {"id": result.id}
    assert listed(client, ana) == listed(client, ana, favorites="true") == (0, [])


@pytest.mark.parametrize(("act", "body"), ACTS)
def test_other_peoples_are_not_found_even_if_public(
    client: Client, accounts: Accounts, act: Endpoint[Any, Any], body: Any
) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id(), is_public=True)

    response = client.call(act, caller="bob", result_id=result.id, body=body)

    assert (response.status, response.code) == (404, "result_not_found")


@pytest.mark.parametrize(("act", "body"), ACTS)
def test_a_result_without_an_image_is_not_found(
    client: Client, accounts: Accounts, act: Endpoint[Any, Any], body: Any
) -> None:
    result = a_result(accounts["ana"])

    response = client.call(act, caller="ana", result_id=result.id, body=body)

    assert (response.status, response.code) == (404, "result_not_found")


def test_a_deleted_image_takes_its_results_along(client: Client, accounts: Accounts) -> None:
    ana, image = accounts.new(), new_id()
    for _ in range(2):
        a_result(ana, original_image_id=image, is_favorite=True)
    other = a_result(ana, original_image_id=new_id())

    results.delete_of_image(ana.id, image)

    assert listed(client, ana) == (1, [other.id])
    assert listed(client, ana, favorites="true") == (0, [])
