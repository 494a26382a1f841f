import pytest

from functions.processing.get_result.handler import handler as get_result
from functions.processing.rate_result.handler import handler
from tests.client import Client
from tests.factories.results import a_result
from tests.users import Accounts


def test_a_second_rating_replaces_the_first(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])
    client.call(handler, caller="ana", result_id=result.id, body={"rating": 2})

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": 5})

    assert (response.status, response.data) == (200, {"rating": 5})
    shown = client.call(get_result, caller="ana", result_id=result.id)
    assert shown.data["user_rating"] == 5


@pytest.mark.parametrize("rating", [0, 6, None, "five", 3.5])
def test_a_rating_is_from_one_to_five(client: Client, accounts: Accounts, rating: object) -> None:
    result = a_result(accounts["ana"])

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": rating})

    assert (response.status, response.code) == (422, "invalid_request")


def test_only_the_owner_rates(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id, body={"rating": 1})

    assert (response.status, response.code) == (404, "result_not_found")
