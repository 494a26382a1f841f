from urllib.parse import quote
from uuid import uuid4

from functions.images.create_tag.handler import handler as create_tag
from functions.images.delete_tag.handler import handler
from functions.images.list_images.handler import handler as list_images
from functions.images.list_tags.handler import handler as list_tags
from functions.images.update_image.handler import handler as update_image
from splashmy.images import tags
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.test_list_tags import all_tags
from tests.users import Accounts


def test_a_deleted_tag_leaves_the_vocabulary_and_no_image_brings_it_back(
    client: Client, accounts: Accounts
) -> None:
    ana, admin, slug = accounts.new(), accounts.new(admin=True), uuid4().hex
    image = a_ready_image(ana, is_public=True)
    client.call(update_image, caller=ana, image_id=image.id, body={"tags": [slug]})
    before, count = slug in all_tags(client), _count(client)

    response = client.call(handler, caller=admin, slug=slug)
    client.call(update_image, caller=ana, image_id=image.id, body={"tags": [slug, "sea"]})

    assert (before, response.status, response.data) == (True, 200, {"slug": slug})
    assert slug not in all_tags(client)
    assert _count(client) <= count
    assert len(client.call(list_images, caller=ana, query={"tag": slug}).results) == 1


def test_an_administrator_may_add_it_again(client: Client, accounts: Accounts) -> None:
    admin, name = accounts.new(admin=True), f"Canción {uuid4().hex}"
    client.call(create_tag, caller=admin, body={"name": name})

    deleted = client.call(handler, caller=admin, slug=quote(tags.slug(name)))
    again = client.call(create_tag, caller=admin, body={"name": name})

    assert (deleted.status, again.status) == (200, 201)
    assert tags.slug(name) in all_tags(client)


def test_an_unknown_tag_is_not_found(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), slug=uuid4().hex)

    assert (response.status, response.code) == (404, "tag_not_found")


def test_only_an_administrator_deletes(client: Client) -> None:
    response = client.call(handler, caller="ana", slug="sea")

    assert (response.status, response.code) == (403, "admin_required")


def _count(client: Client) -> int:
    return int(client.call(list_tags).body["pagination"]["count"])
