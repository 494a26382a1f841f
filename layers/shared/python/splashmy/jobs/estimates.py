"""How long a job will take: its place in the line, and what the latest of its kind took."""

from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

from splashmy.core.records import read_together
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
    """`position` is the place in the line for the provider, from 1; None outside it."""

    position: int | None
    duration: Range | Literal["unknown"]


def of(job: Job) -> Estimate:
    """One call."""
    line, durations = read_together(
        (Line, ("PROVIDER", "LINE")), (Durations, ("DURATIONS", job.job_type))
    )
    position = queue.position(line, int(job.ticket)) if holds_ticket(job) else None
    return Estimate(position, usual(durations.seconds if durations else []))


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
    taken = (job.completed_at - job.created_at).total_seconds()
    known.seconds = [*known.seconds, round(taken, 2)][-KEPT:]
    known.save()
