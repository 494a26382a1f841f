from uuid import uuid4

import pytest

from functions.images.approve_image.handler import handler
from functions.images.get_image.handler import handler as get_image
from functions.images.get_stats.handler import handler as get_stats
from functions.images.list_public_images.handler import handler as list_public_images
from functions.images.report_image.handler import handler as report_image
from splashmy.images import changes, reviews, tags
from splashmy.images.reviews import NotInReview
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.functions.images.test_list_tags import all_tags
from tests.functions.images.uploading import fetched
from tests.meanwhile import before
from tests.users import Accounts


def test_an_approved_image_is_ready_and_listed(client: Client, accounts: Accounts) -> None:
    ana, tag = accounts.new(), uuid4().hex
    image = a_rejected_image(ana, is_public=True, tags=tags.manual([tag]))

    response = client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    assert (response.status, response.data["status"]) == (200, "ready")
    assert len(fetched(response.data["url"])) == image.file_size
    assert client.call(get_image, caller=ana, image_id=image.id).data["rejection"] is None
    assert image.id in [one["id"] for one in client.call(list_public_images).results]
    assert tag in all_tags(client)
    stats = client.call(get_stats, caller=ana).data
    assert (stats["safe_images"], stats["rejected_images"]) == (1, 0)


def test_an_approved_image_that_was_reported_stays_public(
    client: Client, accounts: Accounts
) -> None:
    image, admin = a_ready_image(accounts["ana"], is_public=True), accounts.new(admin=True)
    client.call(report_image, caller="bob", image_id=image.id, body={"reason": "other"})

    response = client.call(handler, caller=admin, image_id=image.id)

    assert (response.status, response.data["report_count"]) == (200, 0)
    assert client.call(get_image, caller="bob", image_id=image.id).status == 200


def test_an_image_that_does_not_wait_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")


def test_its_owner_cannot_approve_it(client: Client, accounts: Accounts) -> None:
    image = a_rejected_image(accounts["ana"])

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.code) == (403, "admin_required")


def test_of_two_who_look_at_once_one_is_told_that_it_is_done(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = a_rejected_image(accounts["ana"])
    before(monkeypatch, changes, "change", lambda: reviews.reject(image.id))

    with pytest.raises(NotInReview):
        reviews.approve(image.id)

    assert changes.find(image.owner_id, image.id).status == "rejected"
