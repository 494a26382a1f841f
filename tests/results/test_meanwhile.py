"""What somebody else does between the read and the write of a change is neither lost nor undone."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from functions.processing.list_public_results.handler import handler as list_public
from local.stack import Stack
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import transact
from splashmy.results import (
    changes,
    downloads,
    feed,
    liked_lists,
    likes,
    pending_updates,
    reviews,
    takedowns,
)
from splashmy.results.records import (
    PENDING_UPDATES,
    PendingUpdate,
    Published,
    Result,
    ResultNotFound,
)
from splashmy.results.visibility import see
from tests.client import Client
from tests.factories.jobs import signed_in
from tests.factories.results import a_result
from tests.functions.processing.test_apply_pending_updates import left_over
from tests.functions.processing.test_like_result import a_stale_entry
from tests.functions.processing.test_list_liked_results import liked
from tests.functions.processing.test_list_results import listed
from tests.meanwhile import before
from tests.users import Account, Accounts


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new()


@pytest.fixture
def bob(accounts: Accounts) -> Account:
    return accounts.new()


@pytest.fixture(autouse=True)
def nothing_is_left_over(stack: Stack) -> Iterator[None]:
    """Other tests count what a sweep finds."""
    yield
    pending_updates.sweep()


def act(change: Callable[..., Any], result: Result, **wanted: Any) -> Callable[[], Any]:
    return partial(change, result.owner_id, result.id, **wanted)


def published(client: Client, ana: Account) -> int:
    """How many of hers are public, by the count."""
    listed = client.call(list_public, query={"author": ana.username})
    return int(listed.body["pagination"]["count"])


def hide_and_publish(result: Result) -> None:
    """So that the lists of those who like it have not followed."""
    changes.set_public(result.owner_id, result.id, wanted=False)
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=True)


def test_a_result_is_stored_once(client: Client, ana: Account) -> None:
    result = a_result(ana)

    with pytest.raises(ConditionFailed):
        transact(lambda transaction: changes.put_actions(transaction, [result]))

    assert listed(client, ana) == (1, [result.id])


def test_a_favorite_that_is_set_twice_at_once_is_counted_once(
    client: Client, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana)
    mark = act(changes.set_favorite, result, wanted=True)
    before(monkeypatch, changes, "transact", mark)

    mark()

    assert listed(client, ana, favorites="true") == (1, [result.id])


def test_a_result_that_is_deleted_while_its_owner_hides_it_does_not_come_back(
    ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    takedowns.take_down(result.id, "This shows a person who did not agree.")
    before(monkeypatch, Result, "update", act(changes.delete, result))

    with pytest.raises(ResultNotFound):
        changes.set_public(result.owner_id, result.id, wanted=False)


def test_reports_of_two_users_at_once_are_both_counted(
    ana: Account, bob: Account, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    first, second = (
        partial(takedowns.report, result.id, signed_in(one), "copyright", "I made it.")
        for one in (bob, accounts.new())
    )
    before(monkeypatch, takedowns, "transact", first)

    second()

    assert see(result.id, signed_in(ana)).result.report_count == 2


def test_a_result_that_is_published_twice_at_once_is_counted_once(
    client: Client, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana)
    publish = act(changes.set_public, result, wanted=True)
    before(monkeypatch, changes, "transact", publish)

    publish()

    assert published(client, ana) == 1


@pytest.mark.parametrize("is_public", [False, True])
def test_a_download_while_its_owner_publishes_or_hides_it_is_counted_for_all(
    ana: Account, monkeypatch: pytest.MonkeyPatch, is_public: bool
) -> None:
    result = a_result(ana, is_public=is_public)
    change = act(changes.set_public, result, wanted=not is_public)
    before(monkeypatch, downloads, "transact", change)

    downloads.download(result.id, signed_in(ana))
    changes.set_public(result.owner_id, result.id, wanted=True)

    assert see(result.id, None).result.download_count == 1


def test_a_result_that_is_published_while_it_is_downloaded_begins_with_that_download(
    ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana)
    before(monkeypatch, changes, "transact", partial(downloads.download, result.id, signed_in(ana)))

    changes.set_public(result.owner_id, result.id, wanted=True)

    assert see(result.id, None).result.download_count == 1


def test_a_result_that_is_made_a_favorite_while_it_is_deleted_is_in_no_list(
    client: Client, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana)
    before(monkeypatch, reviews, "move", act(changes.set_favorite, result, wanted=True))

    changes.delete(result.owner_id, result.id)

    assert listed(client, ana, favorites="true") == (0, [])


def test_a_result_that_is_published_while_it_is_deleted_is_public_no_more(
    client: Client, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana)
    before(monkeypatch, reviews, "move", act(changes.set_public, result, wanted=True))

    changes.delete(result.owner_id, result.id)

    assert published(client, ana) == 0
    with pytest.raises(ResultNotFound):
        see(result.id, None)


def test_what_is_not_in_the_public_lists_cannot_be_changed_there(ana: Account) -> None:
    result = a_result(ana)
    counted = [Published.download_count.add(1)]

    with pytest.raises(ConditionFailed):
        transact(lambda transaction: feed.change_actions(transaction, result, counted))


def test_a_result_that_is_hidden_again_is_in_no_likers_list(
    client: Client, ana: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    likes.like(result.id, signed_in(bob), wanted=True)
    hide_and_publish(result)

    def hide() -> None:
        with left_over():
            changes.set_public(result.owner_id, result.id, wanted=False)

    before(monkeypatch, liked_lists, "transact", hide)
    liked_lists.follow(result.owner_id, result.id, [bob.id])

    assert liked(client, bob) == (0, [])


def test_a_like_that_is_taken_back_while_a_list_follows_is_not_listed(
    client: Client, ana: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    likes.like(result.id, signed_in(bob), wanted=True)
    hide_and_publish(result)
    unlike = partial(likes.like, result.id, signed_in(bob), wanted=False)
    before(monkeypatch, liked_lists, "transact", unlike)

    liked_lists.follow(result.owner_id, result.id, [bob.id])

    assert liked(client, bob) == (0, [])


def test_two_likes_at_once_are_one_though_the_list_has_not_followed(
    ana: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)

    def like() -> None:
        likes.like(result.id, signed_in(bob), wanted=True)
        hide_and_publish(result)

    before(monkeypatch, likes, "transact", like)
    likes.like(result.id, signed_in(bob), wanted=True)

    assert see(result.id, None).result.like_count == 1


def test_two_unlikes_at_once_are_one_though_the_list_has_not_followed(
    ana: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    for other in (bob, ana):
        likes.like(result.id, signed_in(other), wanted=True)

    def unlike() -> None:
        likes.like(result.id, signed_in(bob), wanted=False)
        a_stale_entry(result, bob)

    before(monkeypatch, likes, "transact", unlike)
    likes.like(result.id, signed_in(bob), wanted=False)

    liked_lists.follow(result.owner_id, result.id, [bob.id])
    assert see(result.id, None).result.like_count == 1


def test_a_like_of_an_account_that_is_erased_while_its_result_is_published_is_not_shown(
    ana: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = a_result(ana, is_public=True)
    likes.like(result.id, signed_in(bob), wanted=True)
    changes.set_public(result.owner_id, result.id, wanted=False)
    before(monkeypatch, changes, "transact", partial(likes.take_back, bob.id))

    changes.set_public(result.owner_id, result.id, wanted=True)

    assert see(result.id, None).result.like_count == 0


def test_a_later_change_begins_anew_with_the_first_liker(ana: Account, bob: Account) -> None:
    result = a_result(ana, is_public=True)
    likes.like(result.id, signed_in(bob), wanted=True)
    with left_over():
        changes.set_public(result.owner_id, result.id, wanted=False)
        earlier = PendingUpdate.get(PENDING_UPDATES, result.sk)
        changes.set_public(result.owner_id, result.id, wanted=True)

    pending_updates.settle(earlier, most=1)

    assert PendingUpdate.get(PENDING_UPDATES, result.sk).reached is None
