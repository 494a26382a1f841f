from functions.images.appeal_image.handler import handler as appeal_image
from functions.images.list_reviews.handler import handler
from functions.images.report_image.handler import handler as report_image
from functions.processing.report_result.handler import handler as report_result
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.factories.results import a_result
from tests.functions.images.uploading import fetched
from tests.users import Account, Accounts


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


def test_a_kind_filters_and_counts_and_pages_hold_images_and_results(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts["ana"]
    bearer = {"Authorization": f"Bearer {admin.access_token}"}
    before = _counts(client, admin)
    rejected, appealed = a_rejected_image(ana), a_rejected_image(ana)
    client.call(appeal_image, caller=ana, image_id=appealed.id)
    image = a_ready_image(ana, is_public=True)
    result = a_result(ana, is_public=True)
    client.call(report_image, caller="bob", image_id=image.id, body={"reason": "other"})
    client.call(report_result, caller="bob", result_id=result.id, body={"reason": "other"})

    pages = [client.call(handler, caller=admin, query={"page_size": 2})]
    pages.append(client.send("GET", pages[0].body["pagination"]["next"], headers=bearer))
    back = client.send("GET", pages[1].body["pagination"]["previous"], headers=bearer)

    shown = [(one["id"], one["kind"]) for page in pages for one in page.results]
    assert shown == [
        (result.id, "reported"),
        (image.id, "reported"),
        (appealed.id, "appealed"),
        (rejected.id, "rejected"),
    ]
    assert [one["id"] for one in back.results] == [result.id, image.id]
    assert back.body["pagination"]["previous"] is None
    grown = {kind: count - before[kind] for kind, count in _counts(client, admin).items()}
    assert grown == {None: 4, "rejected": 1, "appealed": 1, "reported": 2}


def _counts(client: Client, admin: Account) -> dict[str | None, int]:
    kinds: list[str | None] = [None, "rejected", "appealed", "reported"]
    queries = {kind: {"kind": kind} if kind else {} for kind in kinds}
    return {
        kind: client.call(handler, caller=admin, query=query).body["pagination"]["count"]
        for kind, query in queries.items()
    }


def test_only_an_administrator_sees_them(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
