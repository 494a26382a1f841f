from functions.images.favorite_processed_image.handler import handler
from splashmy.core.ids import ImageId, new_id
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.images.processed import NOT_FOUND, refusals
from tests.functions.images.test_list_processed_images import listed
from tests.users import Accounts


def test_without_a_body_it_toggles(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(ImageId))

    first = client.call(handler, caller=ana, result_id=result.id).data
    marked = listed(client, ana, favorites="true")
    second = client.call(handler, caller=ana, result_id=result.id).data

    assert (first, second) == ({"is_favorite": True}, {"is_favorite": False})
    assert marked == (1, [result.id])
    assert listed(client, ana, favorites="true") == (0, [])


def test_a_favorite_is_set_however_often_it_is_asked(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(ImageId))

    for _ in range(2):
        response = client.call(handler, caller=ana, result_id=result.id, body={"is_favorite": True})

    assert (response.status, response.data) == (200, {"is_favorite": True})
    assert listed(client, ana, favorites="true") == (1, [result.id])


def test_what_is_not_an_own_result_of_an_image_is_not_found(
    client: Client, accounts: Accounts
) -> None:
    ana, bob = accounts["ana"], accounts["bob"]

    assert refusals(client, handler, ana, bob) == NOT_FOUND
