"""How many images a user may ask for in one UTC day: reserved with the job, given back once."""

from datetime import datetime, timedelta

from splashmy.core.clock import next_midnight, now, seconds_until
from splashmy.core.details import Detail
from splashmy.core.errors import TooManyRequests
from splashmy.core.transactions import Transaction
from splashmy.jobs.records import Job, QuotaDay

KEPT_DAYS = 40


class QuotaExceeded(TooManyRequests):
    message = "Daily limit reached; it resets at midnight UTC."


def reserve(transaction: Transaction, job: Job, allowed: int) -> None:
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


def release(transaction: Transaction, job: Job) -> None:
    """Give the day that was charged its images back; the job's condition makes it happen once."""
    count = int(job.images_count)
    transaction.update(
        QuotaDay(*QuotaDay.key(job.owner_id, job.quota_day)),
        actions=[QuotaDay.used.add(-count), getattr(QuotaDay, job.job_type).add(-count)],
    )


def exceeded(job: Job, allowed: int) -> QuotaExceeded:
    moment = now()
    fresh = next_midnight(moment)
    return QuotaExceeded(
        details=[
            Detail(
                "n",
                "asked_too_much",
                {"limit": allowed, "asked": int(job.images_count), "resets_at": _iso(fresh)},
            )
        ],
        retry_after=seconds_until(fresh, moment),
    )


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
