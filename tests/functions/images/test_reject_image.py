import pytest

from functions.images.approve_image.handler import handler as approve_image
from functions.images.get_image.handler import handler as get_image
from functions.images.reject_image.handler import handler
from functions.images.report_image.handler import handler as report_image
from splashmy.images import changes, reviews
from splashmy.images.reviews import NotInReview
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image, break_off
from tests.functions.images.test_list_images import listed
from tests.functions.images.uploading import fetched
from tests.meanwhile import before
from tests.users import Accounts


def test_a_rejection_stays_and_leaves_the_queue(client: Client, accounts: Accounts) -> None:
    admin, image = accounts.new(admin=True), a_rejected_image(accounts["ana"])

    response = client.call(handler, caller=admin, image_id=image.id)
    again = client.call(approve_image, caller=admin, image_id=image.id)

    assert (response.status, response.data["status"]) == (200, "rejected")
    assert len(fetched(response.data["url"])) == image.file_size
    assert (again.status, again.code) == (404, "image_not_found")
    own = client.call(get_image, caller="ana", image_id=image.id).data
    assert (own["status"], own["rejection"]["appealable"]) == ("rejected", True)


def test_only_an_administrator_rejects(client: Client, accounts: Accounts) -> None:
    image = a_rejected_image(accounts["ana"])

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.code) == (403, "admin_required")


def test_an_edit_that_broke_off_is_ended(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_rejected_image(ana)
    break_off(image, sea=1)

    client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    assert listed(client, ana, search="sea")[0] == 1


def test_a_rejected_image_that_was_reported_is_taken_down(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, is_public=True)
    client.call(report_image, caller="bob", image_id=image.id, body={"reason": "hate"})

    client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    own = client.call(get_image, caller=ana, image_id=image.id).data
    assert (own["status"], own["taken_down"]["reason"]) == ("ready", "hate")
    assert client.call(get_image, caller="bob", image_id=image.id).status == 404


def test_of_two_who_look_at_once_one_is_told_that_it_is_done(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = a_rejected_image(accounts["ana"])
    before(monkeypatch, changes, "change", lambda: reviews.approve(image.id))

    with pytest.raises(NotInReview):
        reviews.reject(image.id)

    assert changes.find(image.owner_id, image.id).taken_down is None
