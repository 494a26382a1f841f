from functions.images.create_upload.handler import handler as create_upload
from functions.images.delete_image.handler import handler
from functions.images.get_image.handler import handler as get_image
from functions.images.get_stats.handler import handler as get_stats
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_results.handler import handler as list_results
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.results import a_result
from tests.functions.images.test_list_images import listed
from tests.functions.images.uploading import announced, png, settled, uploaded
from tests.users import Accounts


def test_a_deleted_image_is_gone_with_its_results(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, title="Sea", is_public=True, stored_bytes=100)
    result = a_result(ana, stored=True, is_public=True, original_image_id=image.id)
    other = a_result(ana)
    client.call(like_result, caller="bob", result_id=result.id)

    response = client.call(handler, caller=ana, image_id=image.id)

    assert (response.status, response.data) == (200, {"id": image.id})
    assert client.call(get_image, caller=ana, image_id=image.id).status == 404
    assert client.call(get_image, caller="bob", image_id=image.id).status == 404
    assert [listed(client, ana), listed(client, ana, search="sea")] == [(0, [])] * 2
    assert [one["id"] for one in client.call(list_results, caller=ana).results] == [other.id]
    assert client.call(get_stats, caller=ana).data["storage_used_bytes"] == 0


def test_an_upload_that_is_deleted_before_it_arrived_is_given_back_once(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image_id = client.call(create_upload, caller=ana, body=announced(png())).data["image"]["id"]
    taken = client.call(get_stats, caller=ana).data["today_uploads"]

    client.call(handler, caller=ana, image_id=image_id)
    client.call(handler, caller=ana, image_id=image_id)

    assert (taken, client.call(get_stats, caller=ana).data["today_uploads"]) == (1, 0)


def test_an_upload_that_arrived_stays_used(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image_id = uploaded(client, ana, png())
    settled(client, ana, image_id)

    client.call(handler, caller=ana, image_id=image_id)

    assert client.call(get_stats, caller=ana).data["today_uploads"] == 1


def test_a_second_delete_finds_nothing(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])
    client.call(handler, caller="ana", image_id=image.id)

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")


def test_only_the_owner_deletes(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")
    assert client.call(get_image, caller="bob", image_id=image.id).status == 200
