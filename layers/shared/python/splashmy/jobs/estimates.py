"""How long a job will take: its place in the line, and what the latest of its kind took."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles
from typing import Literal

from splashmy.core.records import read_together
from splashmy.core.settings import settings
from splashmy.jobs.records import Durations, Job
from splashmy.jobs.status import holds_ticket
from splashmy.provider import queue
from splashmy.provider.records import Line

KEPT = 50
LEAST_SAMPLE = 5


@dataclass(frozen=True)
class Range:
    """Seconds from creation to completion: half take at most `p50`, nine in ten at most `p90`."""

    p50: float
    p90: float


@dataclass(frozen=True)
class Estimate:
    """`position` is the place in the line for the provider, from 1; `wait` about how many seconds
    are left of it. Both are None outside the line, `wait` also where too little is known.
    """

    position: int | None
    wait: float | None
    duration: Range | Literal["unknown"]


def of(job: Job) -> Estimate:
    """One call."""
    line, durations = read_together(
        (Line, ("PROVIDER", "LINE")), (Durations, ("DURATIONS", job.job_type))
    )
    position = queue.position(line, int(job.ticket)) if holds_ticket(job) else None
    durations = durations or Durations("DURATIONS", job.job_type)
    return Estimate(position, _wait(position, durations.worked), usual(durations.seconds))


def _wait(position: int | None, worked: list[float]) -> float | None:
    """So many jobs, a few at a time."""
    if position is None or len(worked) < LEAST_SAMPLE:
        return None
    return round(position * median(worked) / settings().provider_concurrency, 1)


def usual(seconds: list[float]) -> Range | Literal["unknown"]:
    if len(seconds) < LEAST_SAMPLE:
        return "unknown"
    deciles = quantiles(seconds, n=10, method="inclusive")
    return Range(round(deciles[4], 1), round(deciles[8], 1))


def learn(job: Job) -> None:
    """Remember what a completed job took. Two at once may lose one: it is a sample."""
    try:
        known = Durations.get("DURATIONS", job.job_type)
    except Durations.DoesNotExist:
        known = Durations("DURATIONS", job.job_type)
    known.seconds = _latest(known.seconds, job.completed_at - job.created_at)
    began = job.attribute_values.get("started_at") or job.created_at
    known.worked = _latest(known.worked, job.completed_at - began)
    known.save()


def _latest(seconds: list[float], taken: timedelta) -> list[float]:
    return [*seconds, round(taken.total_seconds(), 2)][-KEPT:]
