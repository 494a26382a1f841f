import pytest

from functions.processing.favorite_result.handler import handler
from functions.processing.get_result.handler import handler as get_result
from splashmy.core.ids import ImageId, new_id
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_list_results import listed
from tests.users import Accounts


def test_a_favorite_is_set_however_often_it_is_asked(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana)

    for _ in range(2):
        response = client.call(handler, caller=ana, result_id=result.id, body={"is_favorite": True})

    assert (response.status, response.data) == (200, {"is_favorite": True})
    assert listed(client, ana, favorites="true") == (1, [result.id])


@pytest.mark.parametrize("route", handler.routes, ids=" ".join)
def test_without_a_body_it_toggles(
    client: Client, accounts: Accounts, route: tuple[str, str]
) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(ImageId))

    answers = [
        client.call(handler, caller=ana, result_id=result.id, route=route).data for _ in range(2)
    ]

    assert answers == [{"is_favorite": True}, {"is_favorite": False}]
    assert listed(client, ana, favorites="true") == (0, [])
    assert client.call(get_result, caller=ana, result_id=result.id).data["is_favorite"] is False


def test_only_the_owner_marks_a_favorite(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")


def test_a_favorite_is_true_or_false(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    body = {"is_favorite": "perhaps"}
    response = client.call(handler, caller="ana", result_id=result.id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")
