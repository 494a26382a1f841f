"""The moves of a job's status: each one conditional transaction with its counters and its event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from splashmy.core.clock import now
from splashmy.core.ids import JobId, UserId
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.jobs import counters
from splashmy.jobs.counters import RUNNING
from splashmy.jobs.records import Job, JobEvent, JobNotFound

FROM = {
    "moderating": ("pending",),
    "processing": ("moderating",),
    "streaming": ("processing",),
    "completed": RUNNING,
    "failed": RUNNING,
    "cancelled": RUNNING,
}
EVENTS_KEPT = timedelta(days=7)
Also = Callable[[Transaction, Job], None]


class JobStatusConflict(Exception):
    """The job is no longer where this could be done to it; `job` is how it is now."""

    def __init__(self, job: Job) -> None:
        super().__init__(f"job {job.id} is {job.status}")
        self.job = job


@dataclass(frozen=True)
class Event:
    """What `/events/` says of a change; `type` is status, partial_image, completed or error."""

    type: str = "status"
    message: str = ""
    media_key: str | None = None
    partial_image_index: int | None = None


def read(owner_id: UserId, job_id: JobId) -> Job:
    try:
        return Job.get(*Job.key(owner_id, job_id), consistent_read=True)
    except Job.DoesNotExist:
        raise JobNotFound from None


def is_running(job: Job) -> bool:
    return job.status in RUNNING


def awaits_results(job: Job) -> bool:
    """Running, with no results yet: it may still fail or be cancelled. With them it completes."""
    return is_running(job) and not job.results_count


def holds_ticket(job: Job) -> bool:
    """It came into the line before the provider, and nobody called for it."""
    return bool(job.ticket and not job.attempts)


def move(
    job: Job,
    to: str,
    *,
    event: Event | Callable[[Job], Event] = Event(),
    actions: Callable[[Job], Sequence[Any]] = lambda _: (),
    also: Also = lambda _transaction, _job: None,
    allowed: Callable[[Job], bool] = lambda _: True,
) -> Job:
    """Move a job's status, with whatever else belongs to it; the job as it is then.

    Raises `JobStatusConflict` where the present status does not lead there, or is not `allowed`.
    """

    def write(transaction: Transaction, current: Job) -> None:
        counters.listed(transaction, current, was=current.status, now=to)
        also(transaction, current)

    def changes(current: Job) -> list[Any]:
        return [Job.status.set(to), *ordered(current, to), *actions(current)]

    return change(
        job,
        event,
        status=to,
        actions=changes,
        also=write,
        allowed=lambda current: current.status in FROM[to] and allowed(current),
    )


@optimistic
def change(
    job: Job,
    event: Event | Callable[[Job], Event],
    *,
    allowed: Callable[[Job], bool],
    actions: Callable[[Job], Sequence[Any]] = lambda _: (),
    also: Also = lambda _transaction, _job: None,
    status: str | None = None,
) -> Job:
    """Change a job and add an event, all or nothing, against the job as it is now."""
    current = read(job.owner_id, job.id)
    if not allowed(current):
        raise JobStatusConflict(current)
    transact(_writer(current, event, status, actions, also))
    return read(job.owner_id, job.id)


def _writer(
    current: Job,
    event: Event | Callable[[Job], Event],
    status: str | None,
    actions: Callable[[Job], Sequence[Any]],
    also: Also,
) -> Callable[[Transaction], None]:
    def write(transaction: Transaction) -> None:
        moment = now()
        said = event(current) if callable(event) else event
        transaction.save(event_of(current, said, status or current.status))
        transaction.update(
            Job(current.pk, current.sk),
            actions=[
                Job.updated_at.set(moment),
                Job.event_count.set(int(current.event_count) + 1),
                *actions(current),
            ],
            # Every change of a job adds an event, so its event count is its version.
            condition=Job.event_count == current.event_count,
        )
        also(transaction, current)

    return write


def event_of(job: Job, event: Event, status: str) -> JobEvent:
    """The next event of a job as it was read."""
    seq, moment = int(job.event_count) + 1, now()
    return JobEvent(
        *JobEvent.key(job.id, seq),
        seq=seq,
        type=event.type,
        status=status,
        partial_image_index=event.partial_image_index,
        media_key=event.media_key,
        message=event.message,
        created_at=moment,
        expires_at=int((moment + EVENTS_KEPT).timestamp()),
    )


def ordered(job: Job, status: str) -> list[Any]:
    return [
        Job.status_order.set(f"{status}#{job.id}"),
        Job.type_status_order.set(f"{job.job_type}#{status}#{job.id}"),
    ]
