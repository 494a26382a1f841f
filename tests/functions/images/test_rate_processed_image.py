import pytest

from functions.images.get_processed_image.handler import handler as get_processed_image
from functions.images.rate_processed_image.handler import handler
from splashmy.core.ids import ImageId, new_id
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.images.processed import NOT_FOUND, refusals
from tests.users import Accounts


def test_a_second_rating_replaces_the_first(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id(ImageId))
    client.call(handler, caller="ana", result_id=result.id, body={"rating": 2})

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": 5})

    assert (response.status, response.data) == (200, {"rating": 5})
    shown = client.call(get_processed_image, caller="ana", result_id=result.id)
    assert shown.data["user_rating"] == 5


@pytest.mark.parametrize("rating", [0, 6, None, "five", 3.5])
def test_a_rating_is_from_one_to_five(client: Client, accounts: Accounts, rating: object) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id(ImageId))

    response = client.call(handler, caller="ana", result_id=result.id, body={"rating": rating})

    assert (response.status, response.code) == (422, "invalid_request")


def test_what_is_not_an_own_result_of_an_image_is_not_found(
    client: Client, accounts: Accounts
) -> None:
    ana, bob = accounts["ana"], accounts["bob"]

    assert refusals(client, handler, ana, bob, {"rating": 1}) == NOT_FOUND
