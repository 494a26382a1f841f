from functions.images.get_processed_image.handler import handler
from splashmy.core.ids import ImageId, new_id
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.images.processed import NOT_FOUND, refusals
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_an_owner_sees_a_result_with_its_image(client: Client, accounts: Accounts) -> None:
    image = new_id(ImageId)
    result = a_result(accounts["ana"], original_image_id=image, stored=True)

    response = client.call(handler, caller="ana", result_id=result.id)

    assert (response.status, response.data["original_image_id"]) == (200, image)
    assert fetched(response.data["url"]) == result.display_key.encode()


def test_what_is_not_an_own_result_of_an_image_is_not_found(
    client: Client, accounts: Accounts
) -> None:
    ana, bob = accounts["ana"], accounts["bob"]

    assert refusals(client, handler, ana, bob) == NOT_FOUND
