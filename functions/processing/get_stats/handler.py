"""GET /processing/stats"""

from splashmy.core.clock import now
from splashmy.core.resources import JOBS
from splashmy.jobs import counters
from splashmy.jobs.counters import JOB_TYPES, RUNNING, Tally
from splashmy.jobs.records import JobStatus
from splashmy.provider import prices
from splashmy.provider.parameters import JobType
from splashmy.web import Caller, ResponseModel, endpoint

ENDED: tuple[JobStatus, ...] = ("completed", "failed", "cancelled")


class StatsAnswer(ResponseModel):
    """Of all jobs ever; times in seconds, `success_rate` of those that completed or failed."""

    total_jobs: int
    by_status: dict[JobStatus, int]
    by_type: dict[JobType, int]
    total_images: int
    total_processing_time: float
    average_processing_time: float | None
    total_cost_usd: str
    success_rate: float | None


@endpoint("GET", "/processing/stats", grants=[JOBS.batch_get])
def handler(caller: Caller) -> StatsAnswer:
    """Show what the caller's jobs came to."""
    tally = counters.of(caller.id, now())
    by_status: dict[JobStatus, int] = {status: _running(tally, status) for status in RUNNING}
    by_status |= {status: _ended(tally, status) for status in ENDED}
    completed, failed = by_status["completed"], by_status["failed"]
    seconds = _ended(tally, "milliseconds") / 1000
    return StatsAnswer(
        total_jobs=sum(by_status.values()),
        by_status=by_status,
        by_type={one: _of_type(tally, one) for one in JOB_TYPES},
        total_images=_ended(tally, "images"),
        total_processing_time=seconds,
        average_processing_time=round(seconds / completed, 3) if completed else None,
        total_cost_usd=prices.dollars(_ended(tally, "micro_usd")),
        success_rate=round(completed / (completed + failed), 4) if completed + failed else None,
    )


def _running(tally: Tally, status: str) -> int:
    return sum(int(getattr(one, status)) for one in tally.counts.values())


def _ended(tally: Tally, name: str) -> int:
    return sum(int(getattr(one, name)) for one in tally.ever.values())


def _of_type(tally: Tally, job_type: str) -> int:
    running = sum(int(getattr(tally.counts[job_type], status)) for status in RUNNING)
    return running + sum(int(getattr(tally.ever[job_type], status)) for status in ENDED)
