from functions.images.replace_image.handler import handler
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_put_keeps_what_is_not_sent(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], title="Sea", description="Waves")

    body = {"title": "Land", "tags": ["Green"], "is_public": True, "alt_text": "Hills"}
    response = client.call(handler, caller="ana", image_id=image.id, body=body)
    private = client.call(handler, caller="ana", image_id=image.id, body={"is_public": False})

    assert (response.status, private.status) == (200, 200)
    assert (response.data["title"], response.data["description"]) == ("Land", "Waves")
    assert (response.data["is_public"], private.data["is_public"]) == (True, False)
    assert (response.data["alt_text"], private.data["alt_text"]) == ("Hills", "Hills")
    assert len(fetched(response.data["url"])) == image.file_size


def test_another_users_image_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller="bob", image_id=image.id, body={"title": "Mine"})

    assert (response.status, response.code) == (404, "image_not_found")
