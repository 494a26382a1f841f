from functions.images.appeal_image.handler import handler
from functions.images.list_reviews.handler import handler as list_reviews
from functions.images.reject_image.handler import handler as reject_image
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image, break_off
from tests.functions.images.test_list_images import listed
from tests.users import Accounts


def test_an_appeal_brings_a_rejected_image_back_to_the_queue_once(
    client: Client, accounts: Accounts
) -> None:
    admin, image = accounts.new(admin=True), a_rejected_image(accounts["ana"])
    client.call(reject_image, caller=admin, image_id=image.id)
    body = {"reason": "It is a tomato."}

    first = client.call(handler, caller="ana", image_id=image.id, body=body)
    second = client.call(handler, caller="ana", image_id=image.id, body=body)

    assert (first.status, first.data["rejection"]["appealable"]) == (200, False)
    assert (second.status, second.code) == (409, "not_appealable")
    waiting = client.call(list_reviews, caller=admin).results[0]
    assert (waiting["id"], waiting["appeal"]) == (image.id, "It is a tomato.")


def test_an_appeal_needs_no_words(client: Client, accounts: Accounts) -> None:
    image = a_rejected_image(accounts["ana"])

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.data["rejection"]["appealable"]) == (200, False)


def test_a_ready_image_cannot_be_appealed(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller="ana", image_id=image.id, body={})

    assert (response.status, response.code) == (409, "not_appealable")


def test_another_users_image_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_rejected_image(accounts["ana"])

    response = client.call(handler, caller="bob", image_id=image.id, body={})

    assert (response.status, response.code) == (404, "image_not_found")


def test_an_edit_that_broke_off_is_ended(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_rejected_image(ana, title="Sea")
    break_off(image, sea=-1)

    client.call(handler, caller=ana, image_id=image.id, body={})

    assert listed(client, ana, search="sea") == (0, [])
