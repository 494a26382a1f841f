from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.set_result_visibility.handler import handler
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_list_public_results import feed, ids
from tests.users import Accounts


def test_a_published_result_is_in_the_feed_until_it_is_hidden(
    client: Client, accounts: Accounts
) -> None:
    result = a_result(accounts["ana"])

    answers = []
    for wanted in (True, True, False):
        body = {"is_public": wanted}
        answers.append(client.call(handler, caller="ana", result_id=result.id, body=body).data)
        answers.append(result.id in ids(feed(client)))

    assert answers == [
        {"is_public": True},
        True,
        {"is_public": True},
        True,
        {"is_public": False},
        False,
    ]
    assert client.call(get_result, result_id=result.id).status == 404


def test_likes_outlast_a_private_time(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)
    client.call(like_result, caller="bob", result_id=result.id)

    client.call(handler, caller="ana", result_id=result.id)
    client.call(handler, caller="ana", result_id=result.id)

    shown = client.call(get_result, caller="bob", result_id=result.id).data
    assert (shown["like_count"], shown["user_has_liked"], shown["is_public"]) == (1, True, True)


def test_only_the_owner_changes_it(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")
