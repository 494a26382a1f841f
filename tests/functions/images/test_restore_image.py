from functions.images.get_image.handler import handler as get_image
from functions.images.list_reviews.handler import handler as list_reviews
from functions.images.report_image.handler import handler as report_image
from functions.images.restore_image.handler import handler
from functions.images.take_down_image.handler import handler as take_down
from functions.images.update_image.handler import handler as update_image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import fetched
from tests.users import Accounts

BODY = {"reason": "This shows a person who did not agree."}


def test_it_is_public_again_unless_its_owner_hid_it(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    kept, hidden = (a_ready_image(ana, is_public=True) for _ in range(2))
    for image in (kept, hidden):
        client.call(take_down, caller=admin, image_id=image.id, body=BODY)
    client.call(update_image, caller=ana, image_id=hidden.id, body={"is_public": False})

    answers = [client.call(handler, caller=admin, image_id=one.id) for one in (kept, hidden)]

    assert [(one.status, one.data["taken_down"]) for one in answers] == [(200, None)] * 2
    seen = [client.call(get_image, caller="bob", image_id=one.id) for one in (kept, hidden)]
    assert [one.status for one in seen] == [200, 404]


def test_its_reports_are_settled(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    image = a_ready_image(ana, is_public=True)
    client.call(report_image, caller="bob", image_id=image.id, body={"reason": "other"})

    response = client.call(handler, caller=admin, image_id=image.id)

    assert (response.data["reports"], response.data["report_count"]) == ([], 0)
    assert len(fetched(response.data["url"])) == image.file_size
    waiting = client.call(list_reviews, caller=admin, query={"kind": "reported"}).results
    assert image.id not in [one["id"] for one in waiting]


def test_only_an_administrator_restores(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="ana", image_id=image.id)

    assert (response.status, response.code) == (403, "admin_required")
