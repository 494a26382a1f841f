"""How many images a user may ask for in one UTC day: reserved with the job, given back once.

And how many calls of the provider they may cause that day, which nothing gives back.
"""

from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition

from splashmy.core.clock import day, next_midnight, now, seconds_until, timestamp
from splashmy.core.details import Detail
from splashmy.core.errors import TooManyRequests
from splashmy.core.ids import UserId
from splashmy.core.transactions import Transaction
from splashmy.identity.limits import daily_attempts, daily_processes
from splashmy.identity.records import User
from splashmy.jobs.records import Job, QuotaDay

KEPT_DAYS = 40


class QuotaExceeded(TooManyRequests):
    message = "Daily limit reached; it resets at midnight UTC."


class TooManyAttempts(TooManyRequests):
    message = "Daily limit of attempts reached; it resets at midnight UTC."


def reserve(transaction: Transaction, job: Job, user: User | None) -> None:
    """Its condition fails if the job's images do not fit under what is allowed that day, or if too
    many calls of the provider were made: `refuse` says which.
    """
    allowed = daily_processes(user)
    count = int(job.images_count)
    room = QuotaDay.used <= allowed - count
    unused = QuotaDay.used.does_not_exist()
    transaction.update(
        QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)),
        actions=[
            QuotaDay.used.add(count),
            getattr(QuotaDay, job.job_type).add(count),
            QuotaDay.expires_at.set(_expiry(job.created_at)),
        ],
        condition=((room | unused) if count <= allowed else room) & _attempts_left(user),
    )


def count_attempt(transaction: Transaction, owner_id: UserId, user: User | None) -> None:
    """Count a call of the provider that is about to be made, today. Raises `TooManyAttempts`.

    For an `optimistic` change: its condition fails if another call was faster.
    """
    today = QuotaDay(*QuotaDay.key(owner_id, day(now())))
    if _read(today).attempts >= daily_attempts(user):
        raise too_many_attempts(user)
    actions = [QuotaDay.attempts.add(1), QuotaDay.expires_at.set(_expiry(now()))]
    transaction.update(today, actions, condition=_attempts_left(user))


def _attempts_left(user: User | None) -> Condition:
    none = QuotaDay.attempts.does_not_exist()
    some: Condition = none | (QuotaDay.attempts < daily_attempts(user))
    return some


def _read(quota: QuotaDay) -> QuotaDay:
    try:
        return QuotaDay.get(quota.pk, quota.sk, consistent_read=True)
    except QuotaDay.DoesNotExist:
        return quota


def _expiry(moment: datetime) -> int:
    return int((moment + timedelta(days=KEPT_DAYS)).timestamp())


def release(transaction: Transaction, job: Job) -> None:
    """Give the day that was charged its images back; the job's condition makes it happen once."""
    count = int(job.images_count)
    transaction.update(
        QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)),
        actions=[QuotaDay.used.add(-count), getattr(QuotaDay, job.job_type).add(-count)],
    )


def refuse(job: Job, user: User | None) -> None:
    """Raise what a reservation that failed was refused for, if that is still so."""
    kept = _read(QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)))
    if kept.used + job.images_count > daily_processes(user):
        limit, moment = daily_processes(user), now()
        asked: dict[str, str | int | float] = {
            "limit": limit,
            "asked": int(job.images_count),
            "resets_at": _reset(moment),
        }
        detail = Detail("n", "asked_too_much", asked)
        raise QuotaExceeded(details=[detail], retry_after=_wait(moment))
    if kept.attempts >= daily_attempts(user):
        raise too_many_attempts(user)


def too_many_attempts(user: User | None) -> TooManyAttempts:
    moment = now()
    params: dict[str, str | int | float] = {
        "limit": daily_attempts(user),
        "resets_at": _reset(moment),
    }
    detail = Detail("body", "attempts_used", params)
    return TooManyAttempts(details=[detail], retry_after=_wait(moment))


def _reset(moment: datetime) -> str:
    return timestamp(next_midnight(moment))


def _wait(moment: datetime) -> int:
    return seconds_until(next_midnight(moment), moment)
