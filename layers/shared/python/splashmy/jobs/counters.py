"""Counters of a user's jobs, moved in the transactions of the jobs themselves; nothing scans."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args

from splashmy.core.clock import day, month
from splashmy.core.ids import UserId
from splashmy.core.lists import Place
from splashmy.core.records import read_together
from splashmy.core.transactions import Transaction
from splashmy.jobs.records import AllTotals, Job, JobCounts, JobStatus, JobTotals, QuotaDay
from splashmy.provider.parameters import JobType
from splashmy.provider.records import Spending

JOB_TYPES: tuple[JobType, ...] = get_args(JobType.__value__)
STATUSES: tuple[JobStatus, ...] = get_args(JobStatus.__value__)
RUNNING = STATUSES[:4]
EVER = "ALL"


def listed(transaction: Transaction, job: Job, *, was: str | None, now: str | None) -> None:
    """Move the counts behind the job lists; None is a job not there yet, or removed."""
    moves = ((was, -1), (now, 1))
    actions = [getattr(JobCounts, status).add(by) for status, by in moves if status]
    transaction.update(JobCounts(*JobCounts.key(job.owner_id, job.job_type)), actions=actions)


def ended(
    transaction: Transaction, job: Job, status: str, moment: datetime, *, micro_usd: int
) -> None:
    """Add a job to what its owner's jobs came to, ever and in this UTC month."""
    actions = [getattr(JobTotals, status).add(1), JobTotals.micro_usd.add(micro_usd)]
    if status == "completed":
        milliseconds = int((moment - job.created_at).total_seconds() * 1000)
        actions.append(JobTotals.milliseconds.add(milliseconds))
        actions.append(JobTotals.images.add(int(job.results_count)))
    for period in (EVER, month(moment)):
        totals = JobTotals(*JobTotals.key(job.owner_id, period, job.job_type))
        transaction.update(totals, actions=list(actions))
    _ended_of_all(transaction, job, status, micro_usd=micro_usd)


def _ended_of_all(transaction: Transaction, job: Job, status: str, *, micro_usd: int) -> None:
    actions = [getattr(AllTotals, status).add(1), AllTotals.micro_usd.add(micro_usd)]
    if status == "completed":
        actions.append(AllTotals.images.add(int(job.results_count)))
    transaction.update(AllTotals(*AllTotals.share_of(job.id)), actions=actions)


def places(owner_id: UserId, job_type: str | None) -> list[Place]:
    """Where the counts behind a list of jobs are, for `total`."""
    types = [job_type] if job_type else JOB_TYPES
    return [(JobCounts, JobCounts.key(owner_id, one)) for one in types]


def total(counts: Sequence[JobCounts | None], status: str | None) -> int:
    """How many jobs a list holds."""
    statuses = [status] if status else STATUSES
    return sum(int(getattr(one, name)) for one in counts if one for name in statuses)


@dataclass
class Tally:
    """Everything counted about one user's jobs; `counts`, `ever` and `this_month` by type."""

    day: QuotaDay
    spending: Spending
    counts: dict[str, JobCounts] = field(default_factory=dict)
    ever: dict[str, JobTotals] = field(default_factory=dict)
    this_month: dict[str, JobTotals] = field(default_factory=dict)


def of(owner_id: UserId, moment: datetime) -> Tally:
    """One call."""
    today = QuotaDay.key(owner_id, day(moment))
    counts = [JobCounts.key(owner_id, one) for one in JOB_TYPES]
    ever = [JobTotals.key(owner_id, EVER, one) for one in JOB_TYPES]
    this_month = [JobTotals.key(owner_id, month(moment), one) for one in JOB_TYPES]
    keys = [
        (QuotaDay, today),
        (Spending, Spending.user_key(owner_id, month(moment))),
        *((JobCounts, key) for key in counts),
        *((JobTotals, key) for key in (*ever, *this_month)),
    ]
    read = zip(keys, read_together(*keys), strict=True)
    found: list[Any] = [one or model(*key) for (model, key), one in read]
    return Tally(
        found[0],
        found[1],
        counts=dict(zip(JOB_TYPES, found[2:5], strict=True)),
        ever=dict(zip(JOB_TYPES, found[5:8], strict=True)),
        this_month=dict(zip(JOB_TYPES, found[8:], strict=True)),
    )
