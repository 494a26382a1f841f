from functions.images.list_reviews.handler import handler as list_reviews
from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_liked_results.handler import handler as list_liked
from functions.processing.list_public_results.handler import handler as list_public
from functions.processing.report_result.handler import handler as report_result
from functions.processing.set_result_visibility.handler import handler as set_visibility
from functions.processing.take_down_result.handler import handler
from splashmy.results.records import REVIEWS, TAKEN_DOWN, Review
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Accounts

BODY = {"reason": "This shows a person who did not agree."}


def test_a_result_that_is_taken_down_is_seen_by_its_owner_only(
    client: Client, accounts: Accounts
) -> None:
    ana, bob, admin = accounts.new(), accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True, stored=True)
    client.call(like_result, caller=bob, result_id=result.id)

    response = client.call(handler, caller=admin, result_id=result.id, body=BODY)

    own = client.call(get_result, caller=ana, result_id=result.id).data
    assert (response.status, response.data["taken_down"]["reason"]) == (200, BODY["reason"])
    assert fetched(response.data["url"]) == result.display_key.encode()
    assert (own["taken_down"]["reason"], own["taken_down"]["by"]) == (
        BODY["reason"],
        "administrator",
    )
    for who in (bob, admin, None):
        assert client.call(get_result, caller=who, result_id=result.id).status == 404
    assert client.call(list_public, query={"author": ana.username}).results == []
    assert client.call(list_liked, caller=bob).results == []


def test_its_owner_cannot_publish_it_again(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True)
    client.call(handler, caller=admin, result_id=result.id, body=BODY)

    response = client.call(
        set_visibility, caller=ana, result_id=result.id, body={"is_public": True}
    )

    assert (response.status, response.code) == (409, "result_taken_down")


def test_a_reported_one_waits_no_longer(client: Client, accounts: Accounts) -> None:
    admin, result = accounts.new(admin=True), a_result(accounts["ana"], is_public=True)
    client.call(report_result, caller="bob", result_id=result.id, body={"reason": "hate"})
    before = client.call(list_reviews, caller=admin, query={"kind": "reported"})

    client.call(handler, caller=admin, result_id=result.id, body=BODY)

    after = client.call(list_reviews, caller=admin, query={"kind": "reported"})
    assert before.body["pagination"]["count"] - after.body["pagination"]["count"] == 1
    assert result.id not in [one["id"] for one in after.results]


def test_nothing_is_left_of_one_that_its_owner_deletes(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True)
    client.call(handler, caller=admin, result_id=result.id, body=BODY)

    deleted = client.call(delete_result, caller=ana, result_id=result.id)

    assert deleted.status == 200
    for name in (REVIEWS, TAKEN_DOWN):
        assert result.id not in [one.sk for one in Review.query(name)]
    again = client.call(handler, caller=admin, result_id=result.id, body=BODY)
    assert (again.status, again.code) == (404, "result_not_found")


def test_a_private_result_is_not_found(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True), result_id=result.id, body=BODY)

    assert (response.status, response.code) == (404, "result_not_found")


def test_it_takes_a_reason_and_an_administrator(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    silent = client.call(
        handler, caller=accounts.new(admin=True), result_id=result.id, body={"reason": ""}
    )
    refused = client.call(handler, caller="bob", result_id=result.id, body=BODY)

    assert (silent.status, silent.code) == (422, "invalid_request")
    assert (refused.status, refused.code) == (403, "admin_required")
