"""All jobs of all users, for operators: listed newest first, and found by their ids."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from splashmy.core.ids import JobId, first_id
from splashmy.core.lists import Page, Place, length_of
from splashmy.core.records import ConditionFailed, Position, query_slice, read_together
from splashmy.core.transactions import Transaction, transact
from splashmy.jobs.records import (
    ALL_JOBS,
    SHARDS,
    Job,
    JobCount,
    JobEntry,
    JobNotFound,
    Unfinished,
)
from splashmy.jobs.status import is_running, read

WALKED = 80  # entries for one page: with the counters, what one call takes
MOST_RUNNING = 1000


def enter(transaction: Transaction, job: Job) -> None:
    """In the transaction that makes the job; the count is split, so that no item is a hot one."""
    transaction.save(JobEntry(ALL_JOBS, job.id, owner_id=job.owner_id))
    _lengthen(transaction, job, 1)


def leave(transaction: Transaction, job: Job) -> None:
    transaction.delete(JobEntry(ALL_JOBS, job.id))
    _lengthen(transaction, job, -1)


def forget(job: Job) -> None:
    """Of an account that is erased, job by job; safe to repeat."""
    entry = JobEntry(ALL_JOBS, job.id)

    def write(transaction: Transaction) -> None:
        transaction.delete(entry, JobEntry.pk.exists())
        _lengthen(transaction, job, -1)

    with suppress(ConditionFailed):
        transact(write)


def find(job_id: JobId) -> Job:
    """Whoever it belongs to."""
    try:
        entry = JobEntry.get(ALL_JOBS, job_id, consistent_read=True)
    except JobEntry.DoesNotExist:
        raise JobNotFound from None
    return read(entry.owner_id, job_id)


def page(
    is_wanted: Callable[[Job], bool],
    *,
    since: datetime | None,
    size: int,
    position: Position | None,
) -> Page[Job]:
    """One Query of at most 80 entries, one call for their jobs and how many there are in all."""
    begin = first_id(since) if since else "0"
    found = query_slice(
        JobEntry,
        ALL_JOBS,
        range_key_condition=JobEntry.sk.between(begin, "~"),
        size=WALKED,
        position=position,
        consistent=True,
    )
    counters: list[Place] = [(JobCount, JobCount.key(shard)) for shard in SHARDS]
    jobs: list[Place] = [(Job, Job.key(one.owner_id, one.sk)) for one in found.records]
    read_jobs = read_together(*counters, *jobs)
    wanted = [job for job in read_jobs[len(counters) :] if job and is_wanted(job)]
    shown = wanted[:size]
    following = _after(shown[-1]) if len(wanted) > size else found.next
    count = sum(map(length_of, read_jobs[: len(counters)]))
    return Page(shown, count, following, None)


def running() -> list[Job]:
    """The jobs that have not ended, the oldest first; at most 1,000. 16 Queries and a few calls."""
    watched = [
        one
        for shard in SHARDS
        for one in Unfinished.query(f"UNFINISHED#{shard}", consistent_read=True)
    ][:MOST_RUNNING]
    places: list[Place] = [(Job, Job.key(one.owner_id, one.sk)) for one in watched]
    chunks = [places[start : start + 100] for start in range(0, len(places), 100)]
    found = [job for chunk in chunks for job in read_together(*chunk) if job and is_running(job)]
    return sorted(found, key=lambda job: str(job.id))


def _after(job: Job) -> Position:
    return Position({"pk": {"S": ALL_JOBS}, "sk": {"S": job.id}})


def _lengthen(transaction: Transaction, job: Job, by: int) -> None:
    transaction.update(JobCount(*JobCount.key(job.id[-1])), [JobCount.length.add(by)])
