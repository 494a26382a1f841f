"""GET /images/{image_id}/review"""

from functions.images.report_image.handler import handler as report_image
from functions.images.review_image.handler import handler
from functions.images.take_down_image.handler import handler as take_down
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_a_reported_image_is_shown_with_what_was_said_of_it(
    client: Client, accounts: Accounts
) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)
    body = {"reason": "copyright", "text": "Mine."}
    client.call(report_image, caller="bob", image_id=image.id, body=body)

    response = client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    shown = response.data
    assert (response.status, shown["in_review"], shown["is_public"]) == (200, True, True)
    assert (shown["report_count"], shown["reports"][0]["text"]) == (1, "Mine.")
    assert len(fetched(shown["url"])) == image.file_size


def test_one_that_was_rejected_or_taken_down_is_found_too(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts["ana"]
    rejected, taken_down = a_rejected_image(ana), a_ready_image(ana, is_public=True)
    client.call(take_down, caller=admin, image_id=taken_down.id, body={"reason": "Spam."})

    shown = [
        client.call(handler, caller=admin, image_id=it.id).data for it in (rejected, taken_down)
    ]

    assert [one["status"] for one in shown] == ["rejected", "ready"]
    assert [one["in_review"] for one in shown] == [True, False]
    assert shown[1]["taken_down"]["reason"] == "Spam."


def test_a_private_image_stays_its_owners(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True), image_id=image.id)

    assert (response.status, response.code) == (404, "image_not_found")


def test_it_is_for_administrators_only(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", image_id=image.id)

    assert (response.status, response.code) == (403, "admin_required")
