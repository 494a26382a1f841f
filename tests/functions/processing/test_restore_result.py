from functions.images.list_reviews.handler import handler as list_reviews
from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_liked_results.handler import handler as list_liked
from functions.processing.list_public_results.handler import handler as list_public
from functions.processing.report_result.handler import handler as report_result
from functions.processing.restore_result.handler import handler
from functions.processing.set_result_visibility.handler import handler as set_visibility
from functions.processing.take_down_result.handler import handler as take_down
from splashmy.core.settings import settings
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Accounts

BODY = {"reason": "This shows a person who did not agree."}


def test_it_is_public_again_with_its_likes(client: Client, accounts: Accounts) -> None:
    ana, bob, admin = accounts.new(), accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True, stored=True)
    client.call(like_result, caller=bob, result_id=result.id)
    client.call(take_down, caller=admin, result_id=result.id, body=BODY)

    response = client.call(handler, caller=admin, result_id=result.id)

    shown = client.call(get_result, caller=bob, result_id=result.id).data
    assert (response.status, response.data["taken_down"]) == (200, None)
    assert fetched(response.data["url"]) == result.display_key.encode()
    assert (shown["like_count"], shown["user_has_liked"]) == (1, True)
    assert [one["id"] for one in client.call(list_liked, caller=bob).results] == [result.id]
    listed = client.call(list_public, query={"author": ana.username})
    assert [one["id"] for one in listed.results] == [result.id]


def test_one_that_its_owner_hid_meanwhile_stays_hidden(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True)
    client.call(take_down, caller=admin, result_id=result.id, body=BODY)
    client.call(set_visibility, caller=ana, result_id=result.id, body={"is_public": False})

    client.call(handler, caller=admin, result_id=result.id)

    own = client.call(get_result, caller=ana, result_id=result.id).data
    assert (own["taken_down"], own["is_public"]) == (None, False)
    assert client.call(get_result, result_id=result.id).status == 404


def test_reports_that_were_looked_at_count_no_more(client: Client, accounts: Accounts) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    result = a_result(ana, is_public=True)
    for _ in range(settings().reports_to_hide):
        client.call(
            report_result, caller=accounts.new(), result_id=result.id, body={"reason": "other"}
        )

    client.call(handler, caller=admin, result_id=result.id)
    client.call(report_result, caller="bob", result_id=result.id, body={"reason": "other"})

    assert client.call(get_result, result_id=result.id).status == 200
    waiting = client.call(list_reviews, caller=admin, query={"kind": "reported"}).results[0]
    assert (waiting["id"], waiting["report_count"]) == (result.id, 1)


def test_only_an_administrator_restores(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="ana", result_id=result.id)

    assert (response.status, response.code) == (403, "admin_required")
