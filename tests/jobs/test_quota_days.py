"""The quota's day is UTC's, and a refund finds the day that was charged."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from splashmy.core.clock import day
from splashmy.core.ids import JobId, UserId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import transact
from splashmy.jobs import counters, create, outcomes, quotas
from splashmy.jobs.quotas import QuotaExceeded
from splashmy.jobs.records import Job, QuotaDay
from tests.factories.jobs import a_job
from tests.users import Account, Accounts

LAST_SECOND = datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
MIDNIGHT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(moment: datetime) -> None:
        for module in (create, quotas, outcomes):
            monkeypatch.setattr(module, "now", lambda: moment)

    return set_to


def used(owner: Account, moment: datetime) -> int:
    return int(counters.of(owner.id, moment).day.used)


def test_a_full_day_ends_at_midnight(accounts: Accounts, clock: Any) -> None:
    ana = accounts.new()
    clock(LAST_SECOND)
    for n in (4, 4, 2):
        a_job(ana, n=n)
    with pytest.raises(QuotaExceeded) as refused:
        a_job(ana)

    clock(MIDNIGHT)
    a_job(ana)

    assert refused.value.retry_after == 1
    assert refused.value.details[0].params["resets_at"] == "2027-01-01T00:00:00Z"
    assert (used(ana, LAST_SECOND), used(ana, MIDNIGHT)) == (10, 1)


def test_a_refund_after_midnight_reaches_the_day_that_was_charged(
    accounts: Accounts, clock: Any
) -> None:
    ana = accounts.new()
    clock(LAST_SECOND)
    job = a_job(ana, n=3)
    clock(MIDNIGHT + timedelta(seconds=5))

    outcomes.cancel(job)

    assert (used(ana, LAST_SECOND), used(ana, MIDNIGHT)) == (0, 0)


def asked_of_nobody(images: int) -> Job:
    owner, id = UserId(uuid4().hex), new_id(JobId)
    return Job(
        *Job.key(owner, id),
        owner_id=owner,
        job_type="generation",
        images_count=images,
        quota_day=day(LAST_SECOND),
        created_at=LAST_SECOND,
    )


def reserve(job: Job) -> None:
    transact(lambda it: quotas.reserve(it, job, None))


@pytest.mark.usefixtures("stack")
def test_no_more_images_are_reserved_than_a_day_has() -> None:
    job = asked_of_nobody(6)
    reserve(job)

    with pytest.raises(ConditionFailed):
        reserve(job)


@pytest.mark.usefixtures("stack")
def test_nothing_is_reserved_once_the_calls_of_the_day_are_used_up() -> None:
    job = asked_of_nobody(1)
    today = QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day))
    today.update([QuotaDay.used.set(0), QuotaDay.attempts.set(20)])

    with pytest.raises(ConditionFailed):
        reserve(job)
