from uuid import uuid4

from functions.images.create_tag.handler import handler as create_tag
from functions.images.list_tags.handler import handler
from functions.images.update_image.handler import handler as update_image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.users import Accounts


def all_tags(client: Client) -> dict[str, dict[str, object]]:
    """Every page of them, by slug."""
    page = client.call(handler, query={"page_size": 3})
    found = page.results
    while following := page.body["pagination"]["next"]:
        page = client.send("GET", following)
        found += page.results
    assert page.body["pagination"]["count"] == len(found)
    return {tag["slug"]: tag for tag in found}


def test_a_public_images_tags_are_listed_and_counted(client: Client, accounts: Accounts) -> None:
    name = f"Tag {uuid4().hex}"
    image = a_ready_image(accounts["ana"])
    body = {"tags": [name], "is_public": True}

    client.call(update_image, caller="ana", image_id=image.id, body=body)
    public = all_tags(client)[name.lower().replace(" ", "-")]
    client.call(update_image, caller="ana", image_id=image.id, body={"is_public": False})
    private = all_tags(client)[name.lower().replace(" ", "-")]

    assert (public["name"], public["image_count"]) == (name, 1)
    assert private["image_count"] == 0


def test_a_private_images_tags_stay_private(client: Client, accounts: Accounts) -> None:
    name, image = uuid4().hex, a_ready_image(accounts["ana"])

    client.call(update_image, caller="ana", image_id=image.id, body={"tags": [name]})

    assert name not in all_tags(client)


def test_a_curated_tag_is_listed_before_any_image_has_it(
    client: Client, accounts: Accounts
) -> None:
    name = uuid4().hex
    client.call(create_tag, caller=accounts.new(admin=True), body={"name": name})

    assert all_tags(client)[name]["image_count"] == 0


def test_everybody_sees_the_same_tags(client: Client, accounts: Accounts) -> None:
    client.call(create_tag, caller=accounts.new(admin=True), body={"name": uuid4().hex})

    assert client.call(handler, caller="ana").results == client.call(handler).results
