from concurrent.futures import ThreadPoolExecutor

from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler
from splashmy.core.ids import UserId
from splashmy.identity.caller import SignedIn
from splashmy.results import likes
from splashmy.results.visibility import see
from tests.client import Client
from tests.factories.results import a_result
from tests.users import Accounts


def test_a_like_is_set_however_often_it_is_asked(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    for _ in range(2):
        response = client.call(handler, caller="bob", result_id=result.id, body={"liked": True})

    assert (response.status, response.data) == (200, {"liked": True, "like_count": 1})


def test_without_a_body_it_toggles(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    answers = [client.call(handler, caller="bob", result_id=result.id).data for _ in range(2)]

    assert answers == [{"liked": True, "like_count": 1}, {"liked": False, "like_count": 0}]


def test_a_like_shows_to_its_giver_and_counts_for_all(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    client.call(handler, caller="bob", result_id=result.id)

    shown = [
        client.call(get_result, caller=who, result_id=result.id).data for who in ("bob", "ana")
    ]
    assert [(one["user_has_liked"], one["like_count"]) for one in shown] == [(True, 1), (False, 1)]


def test_an_owner_may_like_the_own_result(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="ana", result_id=result.id)

    assert response.data == {"liked": True, "like_count": 1}


def test_a_private_result_is_not_liked(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    responses = [client.call(handler, caller=who, result_id=result.id) for who in ("ana", "bob")]

    assert [(one.status, one.code) for one in responses] == [
        (409, "result_not_public"),
        (404, "result_not_found"),
    ]


def test_parallel_likes_are_all_counted(accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)
    users = [SignedIn(UserId(f"liker-{n}"), "", "", frozenset(), None) for n in range(40)]

    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda user: likes.like(result.id, user, True), users * 2):
            pass
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda user: likes.like(result.id, user, False), users[:15]):
            pass

    assert see(result.id, None).result.like_count == 25
    assert see(result.id, users[20]).has_liked
    assert not see(result.id, users[0]).has_liked
