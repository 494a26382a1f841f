"""The three ways a job ends; each commits once, with its refund, its counters and its event."""

from collections.abc import Callable
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
from splashmy.jobs import counters, quotas, receipts
from splashmy.jobs.announcements import ANNOUNCED, announce
from splashmy.jobs.records import Job, Unfinished
from splashmy.jobs.status import Event, awaits_results, holds_ticket, is_running, move
from splashmy.provider import budgets, prices, queue
from splashmy.provider.budgets import Charge
from splashmy.provider.records import Attempt
from splashmy.styles import usage

# No worker of an ended job still runs after this; what it may have left is removed then.
WORKERS_GONE_AFTER = timedelta(minutes=20)
REFUND = (JOBS.get, JOBS.put, JOBS.update, EVENTS.put)
# To complete a job, or to end it in whichever way is still true.
END = (
    *REFUND,
    JOBS.query,
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
CANCELLED_LATE = Failure(
    cause="cancelled",
    message="You cancelled this job after the image service was called, so its images are used up.",
    charged=True,
)
EVENT_TYPES = {"failed": "error", "cancelled": "status"}


def complete(job: Job) -> Job:
    """Settle a job whose results are stored. Raises `JobStatusConflict` if it has ended already."""
    receipt, made = receipts.of(job), job.made or {}
    counted = receipt.counted(prices.micro_usd(job.price_ceiling))

    def also(transaction: Transaction, current: Job) -> None:
        counters.ended(transaction, current, "completed", now(), micro_usd=counted)
        if "attempt" in made:
            attempt = Attempt(*Attempt.key(current.id, made["attempt"]))
            transaction.update(attempt, [Attempt.delivered.set(True)])
        _release_budgets(transaction, current)
        if current.style_id:
            usage.count(transaction, current.owner_id, current.style_id)
        _count(transaction, User, User.key(job.owner_id), User.processing_count.add(1))
        if image_id := current.original_image_id:
            processed = Image.processed_count.add(int(current.results_count))
            _count(transaction, Image, Image.key(job.owner_id, image_id), processed)

    ended = move(
        job,
        "completed",
        event=Event("completed", "The images are ready."),
        actions=lambda _: [*_end("settled"), Job.cost.set(receipt.shown())],
        also=also,
        allowed=lambda current: bool(current.results_count),
    )
    _measure(ended)
    announce(ended)
    return ended


def _measure(ended: Job) -> None:
    metrics.record(metrics.QUOTA_SETTLED, int(ended.images_count))
    took = ended.completed_at - ended.created_at
    metrics.record(metrics.JOB_DURATION, took.total_seconds(), by=ended.job_type)


def fail(job: Job, failure: Failure) -> Job:
    """End a job without results, and give its images back.

    Raises `JobStatusConflict` if it has ended already, or has its results.
    """
    return _end_without_results(job, "failed", lambda _: failure)


def give_up(job: Job) -> Job:
    """End a job that cannot be ended in any other way. Results that it has stay with its owner."""
    return _end_without_results(job, "failed", lambda _: SERVICE_FAILED, allowed=is_running)


def cancel(job: Job) -> Job:
    """End a job as its owner asked. Its images come back only while the provider was not called:
    a call costs what it costs, whoever still wants its pictures.
    """
    return _end_without_results(
        job, "cancelled", lambda current: CANCELLED_LATE if current.attempts else CANCELLED
    )


def _end_without_results(
    job: Job,
    status: str,
    why: Callable[[Job], Failure],
    *,
    allowed: Callable[[Job], bool] = awaits_results,
) -> Job:
    def also(transaction: Transaction, current: Job) -> None:
        if not why(current).charged:
            quotas.release(transaction, current)
        _release_budgets(transaction, current)
        counters.ended(transaction, current, status, now(), micro_usd=0)
        transaction.update(
            Unfinished(*Unfinished.key(current.id)),
            actions=[
                Unfinished.owner_id.set(current.owner_id),
                Unfinished.tidy_at.set(int((now() + WORKERS_GONE_AFTER).timestamp())),
                Unfinished.announced.set(status not in ANNOUNCED),
            ],
        )

    def actions(current: Job) -> list[Any]:
        quota_state = "settled" if why(current).charged else "released"
        return [*_end(quota_state), Job.failure.set(why(current).model_dump())]

    ended = move(
        job,
        status,
        event=lambda current: Event(EVENT_TYPES[status], why(current).message),
        actions=actions,
        also=also,
        allowed=allowed,
    )
    failure = Failure(**ended.failure)
    if failure.charged:
        metrics.record(metrics.QUOTA_SETTLED, int(ended.images_count))
    else:
        metrics.record(metrics.QUOTA_RELEASED, int(ended.images_count), by=failure.cause)
    if failure.cause in ("words", "output"):
        metrics.record(metrics.MODERATION_REJECTIONS, by=failure.cause)
    if status in ANNOUNCED:
        announce(ended)
    if holds_ticket(ended):
        queue.leave()
    return ended


def _release_budgets(transaction: Transaction, current: Job) -> None:
    """What was reserved for a call that was never made."""
    charge = Charge(current.owner_id, current.id, current.quota_day)
    budgets.settle(transaction, charge, -int(current.reserved_micro_usd))


def _end(quota_state: str) -> list[Any]:
    return [
        Job.reserved_micro_usd.set(0),
        Job.quota_state.set(quota_state),
        Job.completed_at.set(now()),
    ]


def _count(
    transaction: Transaction, model: type[Record], key: tuple[str, str], action: Action
) -> None:
    """An ADD makes what is not there, so it must be there; what is gone is not counted.

    Looked at with each try of the transaction: it may go between two of them.
    """
    if _exists(model, key):
        transaction.update(model(*key), [action], condition=Path("pk").exists())


def _exists(model: type[Record], key: tuple[str, str]) -> bool:
    try:
        model.get(*key, consistent_read=True)
    except model.DoesNotExist:
        return False
    return True
