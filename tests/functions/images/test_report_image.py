from functools import partial

import pytest

from functions.images.get_image.handler import handler as get_image
from functions.images.list_public_images.handler import handler as list_public_images
from functions.images.list_reviews.handler import handler as list_reviews
from functions.images.report_image.handler import handler
from splashmy.core.settings import settings
from splashmy.images import changes, takedowns
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import EditImage
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import signed_in
from tests.meanwhile import before
from tests.users import Accounts

BODY = {"reason": "copyright", "text": "I took it."}


def test_a_reported_image_waits_for_a_person_and_stays_shown(
    client: Client, accounts: Accounts
) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", image_id=image.id, body=BODY)

    query = {"kind": "reported"}
    waiting = client.call(list_reviews, caller=accounts.new(admin=True), query=query).results[0]
    assert (response.status, response.data) == (200, {"id": image.id, "reason": "copyright"})
    assert (waiting["id"], waiting["thing"], waiting["status"]) == (image.id, "image", "ready")
    assert (waiting["report_count"], waiting["reports"][0]["text"]) == (1, "I took it.")
    assert client.call(get_image, caller="bob", image_id=image.id).status == 200


def test_each_user_reports_an_image_once(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    first, second = (
        client.call(handler, caller="bob", image_id=image.id, body=BODY) for _ in range(2)
    )

    assert (first.status, second.status, second.code) == (200, 409, "already_reported")


def test_enough_reporters_hide_an_image_until_somebody_looks(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, is_public=True)

    for _ in range(settings().reports_to_hide):
        client.call(handler, caller=accounts.new(), image_id=image.id, body=BODY)

    own = client.call(get_image, caller=ana, image_id=image.id).data
    assert (own["is_public"], own["taken_down"]["by"]) == (False, "reports")
    assert client.call(get_image, caller="bob", image_id=image.id).status == 404
    assert image.id not in [one["id"] for one in client.call(list_public_images).results]


def test_nobody_reports_what_is_their_own(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="ana", image_id=image.id, body=BODY)

    assert (response.status, response.code) == (422, "cannot_report_own")


def test_a_private_image_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller="bob", image_id=image.id, body=BODY)

    assert (response.status, response.code) == (404, "image_not_found")


def test_an_image_that_its_owner_hides_meanwhile_is_not_reported(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)
    hide = partial(changes.apply, image.owner_id, image.id, EditImage(is_public=False))
    before(monkeypatch, changes, "change", hide)

    with pytest.raises(ImageNotFound):
        takedowns.report(image.id, signed_in(accounts["bob"]), "copyright", "Mine.")
