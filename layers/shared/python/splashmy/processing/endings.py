"""The three ways a job ends; each commits once, with its refund, its counters and its event."""

from datetime import timedelta
from typing import Any, Literal

from pydantic import BaseModel
from pynamodb.transactions import TransactWrite

from splashmy import metrics
from splashmy.auth.records import User
from splashmy.ids import now
from splashmy.processing import prices, quotas, tallies
from splashmy.processing.records import Job, Unfinished
from splashmy.processing.transitions import Event, is_unstored, move

# No worker of an ended job still runs after this; what it may have left is removed then.
WORKERS_GONE_AFTER = timedelta(minutes=20)

Cause = Literal["photo", "words", "output", "provider", "service", "cancelled"]


class Failure(BaseModel, frozen=True):
    """Why a job ended without results. Nothing that fails is charged: its images come back."""

    cause: Cause
    message: str
    charged: bool = False
    retryable: bool = True


SERVICE_FAILED = Failure(
    cause="service", message="Something went wrong on our side; your images were given back."
)
CANCELLED = Failure(cause="cancelled", message="You cancelled this job.")


def complete(job: Job) -> Job:
    """Settle a job whose results are stored. Raises `JobMovedOn` if it has ended already."""
    cost, micro_usd = prices.receipt((job.made or {}).get("usage"))
    has_profile = _has_profile(job.owner_id)

    def also(transaction: TransactWrite, current: Job) -> None:
        tallies.ended(transaction, current, "completed", now(), micro_usd=micro_usd)
        transaction.delete(Unfinished(*Unfinished.key(current.id)))
        if has_profile:
            _count_in_profile(transaction, current)

    ended = move(
        job,
        "completed",
        event=Event("completed", "The pictures are ready."),
        actions=lambda _: [*_end("settled"), Job.cost.set(cost)],
        also=also,
        allowed=lambda current: bool(current.results_count),
    )
    metrics.count("QuotaSettled", int(ended.images_count))
    return ended


def fail(job: Job, failure: Failure) -> Job:
    """End a job without results and give its images back; raises `JobMovedOn` if it cannot."""
    return _refund(job, "failed", failure, Event("error", failure.message))


def cancel(job: Job) -> Job:
    return _refund(job, "cancelled", CANCELLED, Event(message=CANCELLED.message))


def _refund(job: Job, status: str, failure: Failure, event: Event) -> Job:
    def also(transaction: TransactWrite, current: Job) -> None:
        quotas.release(transaction, current)
        tallies.ended(transaction, current, status, now(), micro_usd=0)
        transaction.update(
            Unfinished(*Unfinished.key(current.id)),
            actions=[
                Unfinished.owner_id.set(current.owner_id),
                Unfinished.tidy_at.set(int((now() + WORKERS_GONE_AFTER).timestamp())),
            ],
        )

    ended = move(
        job,
        status,
        event=event,
        actions=lambda _: [*_end("released"), Job.failure.set(failure.model_dump())],
        also=also,
        allowed=is_unstored,
    )
    metrics.count("QuotaReleased", int(ended.images_count), cause=failure.cause)
    return ended


def _end(quota_state: str) -> list[Any]:
    return [Job.quota_state.set(quota_state), Job.completed_at.set(now())]


def _has_profile(user_id: str) -> bool:
    try:
        User.get(*User.key(user_id), consistent_read=True)
    except User.DoesNotExist:
        return False
    return True


def _count_in_profile(transaction: TransactWrite, job: Job) -> None:
    transaction.update(
        User(*User.key(job.owner_id)),
        actions=[User.processing_count.add(1)],
        condition=User.pk.exists(),
    )
