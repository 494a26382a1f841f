from functions.images.get_processed_image.handler import handler
from splashmy.ids import new_id
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.images.processed import NOT_FOUND, refusals


def test_an_owner_sees_it_with_its_picture(client: Client, accounts: Accounts) -> None:
    image = new_id()
    result = a_result(accounts["ana"], original_image_id=image, stored=True)

    shown = client.call(handler, caller="ana", result_id=result.id).data

    assert (shown["id"], shown["original_image_id"]) == (result.id, image)
    assert (shown["prompt"], shown["is_owner"]) == (result.prompt, True)
    assert fetched(shown["url"]) == result.display_key.encode()


def test_only_an_own_result_of_an_image_is_found(client: Client, accounts: Accounts) -> None:
    assert refusals(client, handler, accounts["ana"], accounts["bob"]) == NOT_FOUND
