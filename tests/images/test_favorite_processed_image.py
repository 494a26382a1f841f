from functions.images.favorite_processed_image.handler import handler
from functions.images.get_processed_image.handler import handler as get_processed
from splashmy.ids import new_id
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.results import a_result
from tests.images.processed import NOT_FOUND, refusals
from tests.images.test_list_processed_images import listed


def test_a_favourite_is_set_toggled_and_listed(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id())

    answers = [
        client.call(handler, caller=ana, result_id=result.id, body=body).data
        for body in ({"is_favorite": True}, {"is_favorite": True}, None)
    ]
    client.call(handler, caller=ana, result_id=result.id)

    assert [one["is_favorite"] for one in answers] == [True, True, False]
    assert client.call(get_processed, caller=ana, result_id=result.id).data["is_favorite"]
    assert listed(client, ana, favorites="true") == (1, [result.id])


def test_only_an_own_result_of_an_image_is_found(client: Client, accounts: Accounts) -> None:
    assert refusals(client, handler, accounts["ana"], accounts["bob"]) == NOT_FOUND
