from functions.images.get_image.handler import handler
from splashmy.core.ids import ImageId, new_id
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_an_owner_sees_everything(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], title="Sea")

    data = client.call(handler, caller="ana", image_id=image.id).data

    assert (data["id"], data["title"], data["status"]) == (image.id, "Sea", "ready")
    assert data["original_filename"] == "picture.png"
    assert len(fetched(data["url"])) == image.file_size


def test_others_see_of_a_public_image_no_file_name(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    data = client.call(handler, caller="bob", image_id=image.id).data

    assert (data["id"], data["author"]) == (image.id, accounts["ana"].username)
    assert not {"original_filename", "owner_id", "status", "processed_count"} & data.keys()


def test_an_image_in_the_making_says_when_to_ask_again(client: Client, accounts: Accounts) -> None:
    made = a_ready_image(accounts["ana"])
    making = a_ready_image(accounts["ana"], status="processing")

    ready = client.call(handler, caller="ana", image_id=made.id)
    waiting = client.call(handler, caller="ana", image_id=making.id)

    assert "retry-after" not in ready.headers
    assert waiting.headers["retry-after"] == "1"
    assert ready.data["urls_expire_at"] > ready.data["created_at"]
    assert (waiting.data["url"], waiting.data["urls_expire_at"]) == (None, None)


def test_a_private_and_a_missing_image_answer_alike(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    private = client.call(handler, caller="bob", image_id=image.id)
    missing = client.call(handler, caller="bob", image_id=new_id(ImageId))

    assert (private.status, private.code) == (missing.status, missing.code)
    assert (private.status, private.code) == (404, "image_not_found")


def test_a_public_image_that_is_rejected_is_hidden(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True, status="rejected")

    response = client.call(handler, caller="bob", image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")
