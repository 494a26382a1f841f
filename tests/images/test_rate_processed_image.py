import pytest

from functions.images.get_processed_image.handler import handler as get_processed_image
from functions.images.rate_processed_image.handler import handler
from splashmy.ids import new_id
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.results import a_result


def test_a_second_rating_replaces_the_first(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id())
    client.call(handler, caller="ana", result_id=result.id, body={"rating": 2})

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": 5})

    assert (response.status, response.data) == (200, {"rating": 5})
    shown = client.call(get_processed_image, caller="ana", result_id=result.id)
    assert shown.data["user_rating"] == 5


@pytest.mark.parametrize("rating", [0, 6, None, "five", 3.5])
def test_a_rating_is_from_one_to_five(client: Client, accounts: Accounts, rating: object) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id())

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": rating})

    assert (response.status, response.code) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("caller", "image_id"), [("bob", new_id()), ("ana", None)], ids=["another's", "of no image"]
)
def test_what_is_not_an_own_result_of_an_image_is_not_found(
    client: Client, accounts: Accounts, caller: str, image_id: str | None
) -> None:
    result = a_result(accounts["ana"], original_image_id=image_id, is_public=True)

    response = client.call(handler, caller=caller, result_id=result.id, body={"rating": 1})

    assert (response.status, response.code) == (404, "result_not_found")
