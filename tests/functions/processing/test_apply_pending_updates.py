from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError

from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.set_result_visibility.handler import handler as set_visibility
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.ids import UserId
from splashmy.core.sweeps import MOST_FAILURES
from splashmy.identity.caller import SignedIn
from splashmy.results import changes, likes, pending_updates
from splashmy.results.records import PENDING_UPDATES, Like, Liked, PendingUpdate, Result
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_list_liked_results import liked
from tests.functions.rules import without_rule
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-apply_pending_updates"


@pytest.fixture(autouse=True)
def not_by_the_clock(stack: Stack) -> Iterator[None]:
    """Its own run would do what a test wants to see left."""
    with without_rule(stack, FUNCTION):
        yield


@pytest.fixture
def bob(accounts: Accounts) -> Account:
    return accounts.new("bob")


@pytest.fixture
def result(client: Client, accounts: Accounts, bob: Account) -> Result:
    """Public, and bob likes it."""
    result = a_result(accounts["ana"], stored=True, is_public=True)
    client.call(like_result, caller=bob, result_id=result.id)
    return result


@contextmanager
def left_over() -> Iterator[None]:
    """As if the function died as soon as the change was made."""
    with patch.object(pending_updates, "settle"):
        yield


def is_settled(result: Result) -> bool:
    return (
        PendingUpdate.count(PENDING_UPDATES, PendingUpdate.sk == result.sk, consistent_read=True)
        == 0
    )


def test_what_a_crashed_delete_left_is_removed(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    with left_over():
        changes.delete(result.owner_id, result.id)
    assert not is_settled(result)

    for _ in range(2):
        stack.invoke(FUNCTION)

    assert is_settled(result)
    assert list(Like.query(f"LIKES#{result.id}")) == []
    assert liked(client, bob) == (0, [])
    with pytest.raises(ClientError, match="404"):
        resources.client("s3").head_object(Bucket=resources.MEDIA.id, Key=result.original_key)


def test_a_hidden_result_is_out_of_sight_at_once_and_then_uncounted(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=False)
    _, seen_at_once = liked(client, bob)

    stack.invoke(FUNCTION)

    assert seen_at_once == []
    assert liked(client, bob) == (0, [])


def test_a_result_published_again_is_listed_again(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    changes.set_public(result.owner_id, result.id, wanted=False)
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=True)

    stack.invoke(FUNCTION)

    assert liked(client, bob) == (1, [result.id])


def test_a_like_is_taken_back_though_its_list_has_not_followed(
    client: Client, bob: Account, result: Result
) -> None:
    changes.set_public(result.owner_id, result.id, wanted=False)
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=True)

    answer = client.call(like_result, caller=bob, result_id=result.id, body={"liked": False})

    assert answer.data == {"liked": False, "like_count": 0}
    assert liked(client, bob) == (0, [])


def test_the_latest_of_several_changes_counts(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    with left_over():
        for wanted in (False, True, False):
            changes.set_public(result.owner_id, result.id, wanted=wanted)
    late = pending_updates.of(result, is_deleted=False)

    stack.invoke(FUNCTION)
    pending_updates.settle(late)

    assert is_settled(result)
    assert liked(client, bob) == (0, [])


def test_a_later_change_is_not_taken_for_an_earlier_one(result: Result) -> None:
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=False)
    earlier = PendingUpdate.get(PENDING_UPDATES, result.sk)
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=True)

    pending_updates.settle(earlier)

    assert not is_settled(result)


def test_more_likers_than_a_request_can_reach_are_reached_by_the_next_run(
    stack: Stack, client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, most = accounts.new(), pending_updates.LIKERS_AT_ONCE
    crowded = [a_result(ana, is_public=True) for _ in range(2)]
    for number in range(most + 1):
        liker = SignedIn(UserId(f"fan-{ana.id}-{number}"), "", "", frozenset(), None)
        for result in crowded:
            likes.like(result.id, liker, wanted=True)

    hidden = client.call(set_visibility, caller=ana, result_id=crowded[0].id)
    deleted = client.call(delete_result, caller=ana, result_id=crowded[1].id)
    left_to_the_run = [not is_settled(result) for result in crowded]
    stack.invoke(FUNCTION)

    assert (hidden.status, deleted.status, left_to_the_run) == (200, 200, [True, True])
    assert all(is_settled(result) for result in crowded)
    fans = [f"fan-{ana.id}-{number}" for number in range(most + 1)]
    assert sum(Liked.count(f"USER#{fan}", Liked.sk.startswith("LIKED#")) for fan in fans) == 0
    remaining = [Like.count(f"LIKES#{result.id}") for result in crowded]
    assert remaining == [most + 1, 0]


def test_an_update_that_breaks_keeps_no_other_waiting(
    stack: Stack, client: Client, bob: Account, result: Result
) -> None:
    broken = PendingUpdate(
        sk="RESULT#0", result_id="0", owner_id="0", keys=[""], is_deleted=True, version="1"
    )
    broken.save()
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=False)

    reports = [stack.invoke(FUNCTION) for _ in range(MOST_FAILURES)]

    broken.delete()
    assert is_settled(result)
    assert (reports[0]["done"], reports[0]["failed"]) == (1, 1)
    assert [one["set_aside"] for one in reports] == [0, 0, 0, 0, 1]
