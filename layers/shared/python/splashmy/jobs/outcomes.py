"""The three ways a job ends; each commits once, with its refund, its counters and its event."""

from datetime import timedelta
from typing import Any

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from splashmy.core import metrics
from splashmy.core.clock import now
from splashmy.core.failures import Failure
from splashmy.core.records import Record
from splashmy.core.resources import EVENTS, IMAGES, JOBS, STYLES, USERS
from splashmy.core.transactions import Transaction
from splashmy.identity.records import User
from splashmy.images.records import Image
from splashmy.jobs import counters, quotas
from splashmy.jobs.announcements import ANNOUNCED, announce
from splashmy.jobs.records import Job, Unfinished
from splashmy.jobs.status import Event, awaits_results, move
from splashmy.provider import models, prices
from splashmy.styles import usage

# No worker of an ended job still runs after this; what it may have left is removed then.
WORKERS_GONE_AFTER = timedelta(minutes=20)
REFUND = (JOBS.get, JOBS.put, JOBS.update, EVENTS.put)
# To complete a job, or to end it in whichever way is still true.
END = (
    *REFUND,
    JOBS.delete,
    USERS.get,
    USERS.update,
    IMAGES.get,
    IMAGES.update,
    STYLES.update,
)
SERVICE_FAILED = Failure(
    cause="service", message="Something went wrong on our side. Please try again."
)
PHOTO_GONE = Failure(
    cause="photo",
    message="The photo was deleted or rejected in the meantime. Please choose another one.",
    retryable=False,
)
CANCELLED = Failure(cause="cancelled", message="You cancelled this job.")


def complete(job: Job) -> Job:
    """Settle a job whose results are stored. Raises `JobStatusConflict` if it has ended already."""
    cost, micro_usd = prices.receipt(models.get(job.model), (job.made or {}).get("usage"))
    has_profile = _exists(User, User.key(job.owner_id))
    image_id = job.original_image_id
    image = Image(*Image.key(job.owner_id, image_id)) if image_id else None
    if image and not _exists(Image, (image.pk, image.sk)):
        image = None

    def also(transaction: Transaction, current: Job) -> None:
        counters.ended(transaction, current, "completed", now(), micro_usd=micro_usd)
        if current.style_id:
            usage.count(transaction, current.owner_id, current.style_id)
        if has_profile:
            _count(transaction, User(*User.key(job.owner_id)), User.processing_count.add(1))
        if image:
            made = Image.processed_count.add(int(current.results_count))
            _count(transaction, image, made)

    ended = move(
        job,
        "completed",
        event=Event("completed", "The images are ready."),
        actions=lambda _: [*_end("settled"), Job.cost.set(cost)],
        also=also,
        allowed=lambda current: bool(current.results_count),
    )
    _measure(ended, micro_usd)
    announce(ended)
    return ended


def _measure(ended: Job, micro_usd: int) -> None:
    metrics.record(metrics.QUOTA_SETTLED, int(ended.images_count))
    metrics.record(metrics.JOB_COST, micro_usd / 1_000_000)
    took = ended.completed_at - ended.created_at
    metrics.record(metrics.JOB_DURATION, took.total_seconds(), by=ended.job_type)
    if prices.exceeds(micro_usd, ended.price_ceiling):
        metrics.record(metrics.CEILINGS_EXCEEDED)


def fail(job: Job, failure: Failure) -> Job:
    """End a job without results, and give its images back.

    Raises `JobStatusConflict` if it has ended already, or has its results.
    """
    return _refund(job, "failed", failure, Event("error", failure.message))


def cancel(job: Job) -> Job:
    return _refund(job, "cancelled", CANCELLED, Event(message=CANCELLED.message))


def _refund(job: Job, status: str, failure: Failure, event: Event) -> Job:
    def also(transaction: Transaction, current: Job) -> None:
        quotas.release(transaction, current)
        counters.ended(transaction, current, status, now(), micro_usd=0)
        transaction.update(
            Unfinished(*Unfinished.key(current.id)),
            actions=[
                Unfinished.owner_id.set(current.owner_id),
                Unfinished.tidy_at.set(int((now() + WORKERS_GONE_AFTER).timestamp())),
                Unfinished.announced.set(status not in ANNOUNCED),
            ],
        )

    ended = move(
        job,
        status,
        event=event,
        actions=lambda _: [*_end("released"), Job.failure.set(failure.model_dump())],
        also=also,
        allowed=awaits_results,
    )
    metrics.record(metrics.QUOTA_RELEASED, int(ended.images_count), by=failure.cause)
    if failure.cause in ("words", "output"):
        metrics.record(metrics.MODERATION_REJECTIONS, by=failure.cause)
    if status in ANNOUNCED:
        announce(ended)
    return ended


def _end(quota_state: str) -> list[Any]:
    return [Job.quota_state.set(quota_state), Job.completed_at.set(now())]


def _exists(model: type[Record], key: tuple[str, str]) -> bool:
    try:
        model.get(*key, consistent_read=True)
    except model.DoesNotExist:
        return False
    return True


def _count(transaction: Transaction, record: Record, action: Action) -> None:
    """An ADD makes what is not there, so it must be there."""
    transaction.update(record, [action], condition=Path("pk").exists())
