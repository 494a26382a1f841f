"""A call of the provider is written down once, and finished once."""

from uuid import uuid4

import pytest

from splashmy.core.clock import day, now
from splashmy.core.ids import JobId, UserId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.provider import attempts, budgets
from splashmy.provider.attempts import LOST, Ended
from splashmy.provider.budgets import Charge
from splashmy.provider.prices import Receipt
from splashmy.provider.records import Attempt

CEILING = 10_000  # millionths of a dollar

pytestmark = pytest.mark.usefixtures("stack")


def begun(charge: Charge) -> None:
    def write(transaction: Transaction) -> None:
        budgets.reserve(transaction, charge, CEILING, own_limit=None)
        attempts.begin(transaction, charge, 1, ceiling=CEILING)

    transact(write)


def a_charge() -> Charge:
    return Charge(UserId(uuid4().hex), new_id(JobId), day(now()))


def test_a_call_is_begun_once() -> None:
    charge = a_charge()
    begun(charge)

    with pytest.raises(ConditionFailed):
        begun(charge)

    assert attempts.finish_left(charge.job_id, {})


def test_a_call_that_was_given_up_stays_lost_when_its_worker_answers_after_all() -> None:
    charge = a_charge()
    begun(charge)
    (attempt,) = attempts.of_job(charge.job_id)
    attempts.finish(attempt, LOST)

    attempts.finish(attempt, Ended("made", Receipt(micro_usd=1)))

    (found,) = attempts.of_job(charge.job_id)
    assert (found.outcome, found.counted) == ("lost", CEILING)


def test_an_attempt_that_was_erased_meanwhile_stays_away() -> None:
    """Its owner's account was deleted."""
    charge = a_charge()
    begun(charge)
    (attempt,) = attempts.of_job(charge.job_id)
    Attempt(attempt.pk, attempt.sk).delete()

    attempts.finish(attempt, LOST)

    assert attempts.of_job(charge.job_id) == []
