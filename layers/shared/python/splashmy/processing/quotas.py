"""How many images a user may ask for in one UTC day: reserved with the job, given back once."""

from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from splashmy.auth.callers import SignedIn
from splashmy.errors import TooManyRequests
from splashmy.ids import now
from splashmy.processing.records import Job, QuotaDay
from splashmy.settings import settings

KEPT_DAYS = 40


class QuotaExceeded(TooManyRequests):
    message = "Your images of today are used up; there are new ones after midnight UTC."


def limit(caller: SignedIn) -> int:
    """The caller's own limit, or that of the plan."""
    if caller.user and caller.user.max_daily_processes is not None:
        return int(caller.user.max_daily_processes)
    if caller.is_premium:
        return settings().daily_process_limit_premium
    return settings().daily_process_limit_free


def day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def resets_at(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1)


def reserve(transaction: TransactWrite, job: Job, allowed: int) -> None:
    """Refused if the job's images do not fit under what is allowed that day."""
    count = int(job.images_count)
    room = QuotaDay.used <= allowed - count
    unused = QuotaDay.used.does_not_exist()
    expires_at = int((job.created_at + timedelta(days=KEPT_DAYS)).timestamp())
    transaction.update(
        QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)),
        actions=[
            QuotaDay.used.add(count),
            getattr(QuotaDay, job.job_type).add(count),
            QuotaDay.expires_at.set(expires_at),
        ],
        condition=(room | unused) if count <= allowed else room,
    )


def release(transaction: TransactWrite, job: Job) -> None:
    """Give the day that was charged its images back; the job's condition makes it happen once."""
    count = int(job.images_count)
    transaction.update(
        QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)),
        actions=[QuotaDay.used.add(-count), getattr(QuotaDay, job.job_type).add(-count)],
    )


def exceeded(job: Job, allowed: int) -> QuotaExceeded:
    moment = now()
    fresh = resets_at(moment)
    return QuotaExceeded(
        details=[
            {"daily_limit": allowed, "asked": int(job.images_count), "resets_at": _iso(fresh)}
        ],
        retry_after=max(1, int((fresh - moment).total_seconds())),
    )


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
