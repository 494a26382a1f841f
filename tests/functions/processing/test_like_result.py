from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler
from functions.processing.set_result_visibility.handler import handler as set_visibility
from splashmy.core.ids import UserId
from splashmy.core.transactions import transact
from splashmy.identity.caller import SignedIn
from splashmy.results import changes, liked_lists, likes
from splashmy.results.records import Like, Result
from splashmy.results.visibility import see
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_list_liked_results import liked
from tests.meanwhile import before
from tests.users import Account, Accounts


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


def a_stale_entry(result: Result, liker: Account) -> None:
    """An entry in a list of liked results, counted, without the like."""
    ids: Any = {"result_id": result.id, "user_id": liker.id}
    transact(lambda transaction: liked_lists.enter(transaction, owner_id=result.owner_id, **ids))


def test_an_unlike_while_the_owner_publishes_leaves_no_entry_behind(
    client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, result = accounts.new(), a_result(accounts["ana"], is_public=True)
    client.call(handler, caller=bob, result_id=result.id)
    changes.set_public(result.owner_id, result.id, wanted=False)
    follow = liked_lists.follow

    def after_an_unlike(*args: Any) -> bool:
        client.call(handler, caller=bob, result_id=result.id, body={"liked": False})
        return follow(*args)

    monkeypatch.setattr(liked_lists, "follow", after_an_unlike)
    changes.set_public(result.owner_id, result.id, wanted=True)

    assert liked(client, bob) == (0, [])
    again = client.call(handler, caller=bob, result_id=result.id)
    assert (again.status, again.data) == (200, {"liked": True, "like_count": 1})


def test_an_entry_that_an_earlier_race_left_does_not_stop_a_like(
    client: Client, accounts: Accounts
) -> None:
    bob, result = accounts.new(), a_result(accounts["ana"], is_public=True)
    a_stale_entry(result, bob)

    answers = [client.call(handler, caller=bob, result_id=result.id) for _ in range(2)]

    assert [(one.status, one.data["like_count"]) for one in answers] == [(200, 1), (200, 0)]
    assert liked(client, bob) == (0, [])


def test_likes_and_changes_at_once_leave_every_list_and_count_right(
    client: Client, accounts: Accounts
) -> None:
    ana, fans = accounts.new(), [accounts.new() for _ in range(4)]
    result = a_result(ana, is_public=True)

    def act(number: int) -> None:
        who = number % (len(fans) + 1)
        if who == len(fans):
            client.call(set_visibility, caller=ana, result_id=result.id)
        else:
            client.call(handler, caller=fans[who], result_id=result.id)

    with ThreadPoolExecutor(5) as workers:
        list(workers.map(act, range(60)))
    changes.set_public(result.owner_id, result.id, wanted=True)

    likers = {one.user_id for one in Like.query(f"LIKES#{result.id}", consistent_read=True)}
    result.refresh(consistent_read=True)
    assert result.like_count == len(likers)
    for fan in fans:
        count = int(fan.id in likers)
        assert liked(client, fan) == (count, [result.id] * count)


def test_likes_that_are_taken_back_twice_at_once_are_counted_once(
    client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, result = accounts.new(), a_result(accounts["ana"], is_public=True)
    client.call(handler, caller=bob, result_id=result.id)
    changes.set_public(result.owner_id, result.id, wanted=False)
    before(monkeypatch, liked_lists, "follow", lambda: likes.take_back(bob.id))

    likes.take_back(bob.id)

    result.refresh(consistent_read=True)
    assert result.like_count == 0


def test_a_like_that_is_taken_back_while_the_owner_publishes_is_not_shown(
    client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, result = accounts.new(), a_result(accounts["ana"], is_public=True)
    client.call(handler, caller=bob, result_id=result.id)
    changes.set_public(result.owner_id, result.id, wanted=False)
    publish = partial(changes.set_public, result.owner_id, result.id, wanted=True)
    before(monkeypatch, liked_lists, "follow", publish)

    likes.take_back(bob.id)

    assert see(result.id, None).result.like_count == 0
