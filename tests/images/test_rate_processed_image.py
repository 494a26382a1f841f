import pytest

from functions.images.get_processed_image.handler import handler as get_processed
from functions.images.rate_processed_image.handler import handler
from splashmy.ids import new_id
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.results import a_result
from tests.images.processed import NOT_FOUND, refusals


def test_a_second_rating_replaces_the_first(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id())

    answers = [
        client.call(handler, caller="ana", result_id=result.id, body={"rating": rating}).data
        for rating in (2, 4)
    ]

    assert answers == [{"rating": 2}, {"rating": 4}]
    shown = client.call(get_processed, caller="ana", result_id=result.id).data
    assert shown["user_rating"] == 4


@pytest.mark.parametrize("rating", [0, 6, "4", None])
def test_a_rating_is_a_number_from_1_to_5(
    client: Client, accounts: Accounts, rating: object
) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id())

    answer = client.call(handler, caller="ana", result_id=result.id, body={"rating": rating})

    assert (answer.status, answer.code) == (422, "invalid_request")


def test_only_an_own_result_of_an_image_is_found(client: Client, accounts: Accounts) -> None:
    body = {"rating": 3}
    assert refusals(client, handler, accounts["ana"], accounts["bob"], body) == NOT_FOUND
