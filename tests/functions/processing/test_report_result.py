from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from functions.images.list_reviews.handler import handler as list_reviews
from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_liked_results.handler import handler as list_liked
from functions.processing.list_public_results.handler import handler as list_public
from functions.processing.report_result.handler import handler
from splashmy.core.settings import settings
from splashmy.results import changes, takedowns
from splashmy.results.records import ResultNotFound
from tests.client import Answer, Client
from tests.factories.jobs import signed_in
from tests.factories.results import a_result
from tests.meanwhile import before
from tests.users import Account, Accounts

BODY = {"reason": "violence", "text": "Blood"}


def reported(client: Client, caller: str | Account, result_id: str) -> Answer:
    return client.call(handler, caller=caller, result_id=result_id, body=BODY)


def test_a_reported_result_waits_for_a_person_and_stays_shown(
    client: Client, accounts: Accounts
) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = reported(client, "bob", result.id)

    waiting = client.call(list_reviews, caller=accounts.new(admin=True)).results[0]
    assert (response.status, response.data) == (200, {"id": result.id, "reason": "violence"})
    assert (waiting["id"], waiting["thing"], waiting["kind"]) == (result.id, "result", "reported")
    assert (waiting["report_count"], waiting["author"]) == (1, accounts["ana"].username)
    assert waiting["reports"][0] | BODY == waiting["reports"][0]
    assert client.call(get_result, result_id=result.id).status == 200


def test_each_user_reports_a_result_once(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    first, second = (reported(client, "bob", result.id) for _ in range(2))

    assert (first.status, second.status, second.code) == (200, 409, "already_reported")


def test_enough_reporters_hide_a_result_until_somebody_looks(
    client: Client, accounts: Accounts
) -> None:
    ana, style = accounts.new(), str(uuid4())
    result = a_result(ana, is_public=True, style_id=style)
    reporters = [accounts.new() for _ in range(settings().reports_to_hide)]
    client.call(like_result, caller=reporters[0], result_id=result.id)

    for reporter in reporters[:-1]:
        reported(client, reporter, result.id)
    before = client.call(get_result, result_id=result.id).status
    reported(client, reporters[-1], result.id)

    own = client.call(get_result, caller=ana, result_id=result.id).data
    assert (before, client.call(get_result, result_id=result.id).status) == (200, 404)
    assert (own["is_public"], own["taken_down"]["by"]) == (False, "reports")
    for query in ({"style": style}, {"author": ana.username}):
        listed = client.call(list_public, query=query)
        assert (listed.results, listed.body["pagination"]["count"]) == ([], 0)
    assert client.call(list_liked, caller=reporters[0]).results == []


def test_reports_at_once_are_all_counted(client: Client, accounts: Accounts) -> None:
    from concurrent.futures import ThreadPoolExecutor

    ana = accounts.new()
    result = a_result(ana, is_public=True)
    reporters = [accounts.new() for _ in range(settings().reports_to_hide)]

    with ThreadPoolExecutor(len(reporters)) as pool:
        answers = list(pool.map(lambda one: reported(client, one, result.id), reporters))

    assert [one.status for one in answers] == [200] * len(reporters)
    assert client.call(get_result, caller=ana, result_id=result.id).data["taken_down"]


def test_nobody_reports_what_is_their_own(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = reported(client, "ana", result.id)

    assert (response.status, response.code) == (422, "cannot_report_own")


def test_a_private_result_is_not_found(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    response = reported(client, "bob", result.id)

    assert (response.status, response.code) == (404, "result_not_found")


@pytest.mark.parametrize("wrong", [{"reason": "dull"}, {}, {"reason": "other", "text": "x" * 501}])
def test_a_malformed_report_is_refused(
    client: Client, accounts: Accounts, wrong: dict[str, Any]
) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id, body=wrong)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_result_that_its_owner_hides_meanwhile_is_not_reported(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(accounts["ana"], is_public=True)
    hide = partial(changes.set_public, result.owner_id, result.id, wanted=False)
    before(monkeypatch, takedowns, "own", hide)

    with pytest.raises(ResultNotFound):
        takedowns.report(result.id, signed_in(accounts["bob"]), "violence", "Blood")
