from functions.images.delete_processed_image.handler import handler
from functions.images.get_processed_image.handler import handler as get_processed_image
from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from splashmy.core.ids import ImageId, new_id
from splashmy.results.records import Like
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.images.processed import NOT_FOUND, refusals
from tests.functions.images.test_list_processed_images import listed
from tests.functions.images.test_purge_deleted import objects
from tests.users import Accounts


def test_a_deleted_result_is_gone_from_everywhere(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(
        ana, original_image_id=new_id(ImageId), stored=True, is_public=True, is_favorite=True
    )
    client.call(like_result, caller="bob", result_id=result.id)

    response = client.call(handler, caller=ana, result_id=result.id)

    assert (response.status, response.data) == (200, {"id": result.id})
    assert client.call(get_processed_image, caller=ana, result_id=result.id).status == 404
    assert client.call(get_result, caller="bob", result_id=result.id).status == 404
    assert listed(client, ana) == listed(client, ana, favorites="true") == (0, [])
    assert list(Like.query(f"LIKES#{result.id}")) == []
    assert objects(ana, "results") == 0


def test_a_second_delete_finds_nothing(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], original_image_id=new_id(ImageId))
    client.call(handler, caller="ana", result_id=result.id)

    response = client.call(handler, caller="ana", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")


def test_what_is_not_an_own_result_of_an_image_is_not_found(
    client: Client, accounts: Accounts
) -> None:
    ana, bob = accounts["ana"], accounts["bob"]

    assert refusals(client, handler, ana, bob) == NOT_FOUND
