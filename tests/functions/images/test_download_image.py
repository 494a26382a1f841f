import urllib.request

import pytest

from functions.images.download_image.handler import handler
from splashmy.images import changes
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.users import Accounts


def test_a_download_is_counted_and_saved_under_the_owners_own_name(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, original_filename="Señal 1.jpeg")

    response = client.call(handler, caller=ana, image_id=image.id)

    assert (response.status, response.data["filename"]) == (200, "Señal 1.png")
    assert response.data["expires_in"] == 900
    with urllib.request.urlopen(response.data["download_url"], timeout=30) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert len(answer.read()) == image.file_size
    assert changes.find(ana.id, image.id).download_count == 1


def test_others_download_a_public_image_under_its_title(client: Client, accounts: Accounts) -> None:
    given = {"title": "Sea", "original_filename": "my-home.png", "is_public": True}
    image = a_ready_image(accounts["ana"], None, **given)

    response = client.call(handler, caller="bob", image_id=image.id)

    assert (response.status, response.data["filename"]) == (200, "Sea.png")


def test_a_private_image_is_not_found_by_others(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller="bob", image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")


@pytest.mark.parametrize("status", ["awaiting_upload", "processing", "rejected", "failed"])
def test_only_a_ready_image_is_downloaded(status: str, client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], status=status)

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.code) == (409, "image_not_ready")
