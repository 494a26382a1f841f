from functions.images.list_reviews.handler import handler
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts


def test_rejected_images_wait_with_their_picture_and_its_labels(
    client: Client, accounts: Accounts
) -> None:
    image = a_rejected_image(accounts["ana"])
    a_ready_image(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True))

    newest = response.results[0]
    assert (newest["id"], newest["status"]) == (image.id, "rejected")
    assert (newest["author"], newest["labels"]) == (accounts["ana"].username, ["Violence"])
    assert len(fetched(newest["url"])) == image.file_size


def test_pages_follow_each_other(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)
    newest = [a_rejected_image(accounts["ana"]).id for _ in range(2)][::-1]

    first = client.call(handler, caller=admin, query={"page_size": 1})
    bearer = {"Authorization": f"Bearer {admin.access_token}"}
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert [first.results[0]["id"], second.results[0]["id"]] == newest


def test_only_an_administrator_sees_them(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
