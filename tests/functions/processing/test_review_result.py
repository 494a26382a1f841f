"""GET /processing/results/{result_id}/review"""

from functions.processing.report_result.handler import handler as report_result
from functions.processing.review_result.handler import handler
from functions.processing.take_down_result.handler import handler as take_down
from tests.client import Client
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Accounts


def test_a_reported_result_is_shown_without_its_prompt(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True, stored=True, prompt="A secret garden")
    client.call(report_result, caller="bob", result_id=result.id, body={"reason": "hate"})

    response = client.call(handler, caller=accounts.new(admin=True), result_id=result.id)

    shown = response.data
    assert (response.status, shown["in_review"], shown["report_count"]) == (200, True, 1)
    assert fetched(shown["url"]) == result.display_key.encode()
    assert "A secret garden" not in str(shown)


def test_one_that_was_taken_down_is_found_too(client: Client, accounts: Accounts) -> None:
    admin, result = accounts.new(admin=True), a_result(accounts["ana"], is_public=True)
    client.call(take_down, caller=admin, result_id=result.id, body={"reason": "Spam."})

    shown = client.call(handler, caller=admin, result_id=result.id).data

    assert (shown["is_public"], shown["taken_down"]["reason"]) == (False, "Spam.")


def test_a_private_result_stays_its_owners(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    response = client.call(handler, caller=accounts.new(admin=True), result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")


def test_it_is_for_administrators_only(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id)

    assert (response.status, response.code) == (403, "admin_required")
