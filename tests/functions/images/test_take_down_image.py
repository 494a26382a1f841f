from functions.images.get_image.handler import handler as get_image
from functions.images.list_public_images.handler import handler as list_public_images
from functions.images.take_down_image.handler import handler
from functions.images.update_image.handler import handler as update_image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts

BODY = {"reason": "This shows a person who did not agree."}


def test_an_image_that_is_taken_down_is_seen_by_its_owner_only(
    client: Client, accounts: Accounts
) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    image = a_ready_image(ana, is_public=True)

    response = client.call(handler, caller=admin, image_id=image.id, body=BODY)

    own = client.call(get_image, caller=ana, image_id=image.id).data
    assert (response.status, response.data["taken_down"]["reason"]) == (200, BODY["reason"])
    assert len(fetched(response.data["url"])) == image.file_size
    assert own["taken_down"] | BODY | {"by": "administrator"} == own["taken_down"]
    for who in (accounts["bob"], admin):
        assert client.call(get_image, caller=who, image_id=image.id).status == 404
    assert image.id not in [one["id"] for one in client.call(list_public_images).results]


def test_its_owner_changes_it_but_cannot_publish_it_again(
    client: Client, accounts: Accounts
) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    image = a_ready_image(ana, is_public=True)
    client.call(handler, caller=admin, image_id=image.id, body=BODY)

    renamed = client.call(update_image, caller=ana, image_id=image.id, body={"title": "Sea"})
    published = client.call(update_image, caller=ana, image_id=image.id, body={"is_public": True})

    assert renamed.status == 200
    assert (published.status, published.code) == (409, "image_taken_down")


def test_a_private_image_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True), image_id=image.id, body=BODY)

    assert (response.status, response.code) == (404, "image_not_found")


def test_it_takes_a_reason_and_an_administrator(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    silent = client.call(
        handler, caller=accounts.new(admin=True), image_id=image.id, body={"reason": " "}
    )
    refused = client.call(handler, caller="bob", image_id=image.id, body=BODY)

    assert (silent.status, silent.code) == (422, "invalid_request")
    assert (refused.status, refused.code) == (403, "admin_required")
