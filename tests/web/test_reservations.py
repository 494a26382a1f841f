"""Attempts with one Idempotency-Key that overlap: a late one takes nothing from the next."""

from collections.abc import Callable
from functools import partial

import pytest

from local.stack import Stack
from splashmy.core.ids import new_id
from splashmy.core.records import ConditionFailed
from splashmy.web.reservations import (
    IdempotencyInProgress,
    IdempotencyKeyReused,
    Reservation,
    reserve,
)
from tests.meanwhile import before

BODY = {"name": "hash"}
pytestmark = pytest.mark.usefixtures("stack")


@pytest.fixture
def first(stack: Stack) -> Reservation:
    return reserve(f"USER#{new_id(str)}", "key", BODY)


def stored(one: Reservation) -> Reservation:
    return Reservation.get(one.pk, one.sk, consistent_read=True)


def take_over(known: Reservation) -> Reservation:
    """By an attempt that came when the time of the one before was up."""
    Reservation(known.pk, known.sk).update([Reservation.locked_until.set(0)])
    return reserve(known.pk, known.sk, BODY)


def test_a_second_attempt_waits_for_the_first(first: Reservation) -> None:
    with pytest.raises(IdempotencyInProgress):
        reserve(first.pk, first.sk, BODY)

    assert stored(first).attempts == 1


def test_another_body_is_refused_while_the_first_may_still_be_made(first: Reservation) -> None:
    with pytest.raises(IdempotencyKeyReused):
        reserve(first.pk, first.sk, {"name": "another"})


@pytest.mark.parametrize("end", [Reservation.release, Reservation.withdraw])
def test_an_attempt_that_was_taken_over_leaves_the_next_its_turn(
    first: Reservation, end: Callable[[Reservation], None]
) -> None:
    second = take_over(first)

    with pytest.raises(ConditionFailed):
        end(first)

    assert stored(first).locked_until == second.locked_until > 0


def test_the_next_attempt_goes_on_with_the_same_id(first: Reservation) -> None:
    second = take_over(first)

    assert (second.id.value, second.id.is_repeated) == (first.id.value, True)


def test_what_has_expired_does_not_come_back(first: Reservation) -> None:
    second = take_over(first)
    second.delete()

    for end in (second.release, second.withdraw, lambda: second.finish(201, {}, "{}")):
        with pytest.raises(ConditionFailed):
            end()

    assert list(Reservation.query(first.pk, consistent_read=True)) == []


def test_of_two_that_take_over_at_once_one_has_its_turn(
    first: Reservation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.release()
    before(monkeypatch, Reservation, "update", partial(reserve, first.pk, first.sk, BODY))

    with pytest.raises(IdempotencyInProgress):
        reserve(first.pk, first.sk, BODY)

    assert stored(first).attempts == 2


def test_what_is_answered_just_now_is_not_begun_anew(
    first: Reservation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.release()
    before(monkeypatch, Reservation, "update", partial(first.finish, 201, {}, "{}"))

    with pytest.raises(IdempotencyInProgress):
        reserve(first.pk, first.sk, BODY)

    assert reserve(first.pk, first.sk, BODY).status == 201
