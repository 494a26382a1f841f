from uuid import uuid4

import pytest

from functions.images.delete_image.handler import handler as delete_image
from functions.images.download_image.handler import handler as download_image
from functions.images.get_image.handler import handler as get_image
from functions.images.list_public_images.handler import handler
from functions.images.update_image.handler import handler as update_image
from splashmy.images import tags
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_public_ready_images_are_shown_without_a_sign_in(
    client: Client, accounts: Accounts
) -> None:
    tag, ana = uuid4().hex, accounts["ana"]
    shown = a_ready_image(ana, tags=tags.manual([tag]), is_public=True)
    a_ready_image(ana, tags=tags.manual([tag]))
    a_ready_image(ana, tags=tags.manual([tag]), is_public=True, status="rejected")

    response = client.call(handler, query={"tag": tag})

    assert (response.status, response.body["pagination"]["count"]) == (200, 1)
    (image,) = response.results
    assert (image["id"], image["author"]) == (shown.id, ana.username)
    assert "original_filename" not in image
    assert len(fetched(image["url"])) == shown.file_size


@pytest.mark.parametrize("hide", ["made private", "deleted"])
def test_a_hidden_image_is_gone_at_once_from_every_list_and_count(
    hide: str, client: Client, accounts: Accounts
) -> None:
    tag, ana = uuid4().hex, accounts["ana"]
    image = a_ready_image(ana, tags=tags.manual([tag]), is_public=True)
    before = client.call(handler).body["pagination"]["count"]

    if hide == "deleted":
        client.call(delete_image, caller=ana, image_id=image.id)
    else:
        client.call(update_image, caller=ana, image_id=image.id, body={"is_public": False})

    assert client.call(handler, query={"tag": tag}).body["pagination"]["count"] == 0
    everything = client.call(handler)
    assert image.id not in [one["id"] for one in everything.results]
    assert everything.body["pagination"]["count"] == before - 1
    for act in (get_image, download_image):
        assert client.call(act, caller="bob", image_id=image.id).code == "image_not_found"


def test_a_page_and_its_cursor_hold_no_user_id(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    newest = [a_ready_image(ana, is_public=True).id for _ in range(2)][::-1]

    first = client.call(handler, query={"page_size": 1})
    second = client.send("GET", first.body["pagination"]["next"])
    signed_in = client.call(handler, caller="bob", query={"page_size": 1})

    assert [first.results[0]["id"], second.results[0]["id"]] == newest
    assert signed_in.results[0]["id"] == newest[0]
    assert "owner_id" not in first.results[0]
