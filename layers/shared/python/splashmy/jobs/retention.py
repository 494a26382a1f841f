"""Finished jobs past their retention; results that somebody cares for outlive them."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from splashmy.core.clock import now
from splashmy.core.errors import Conflict
from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.records import User
from splashmy.jobs import counters, directory, retention
from splashmy.jobs.records import Job
from splashmy.results import changes, lists
from splashmy.results.records import ResultNotFound


class JobNotFinished(Conflict):
    message = "This job has not finished yet."


def remove(job: Job) -> None:
    """Take a finished job off its owner's list; its events are gone by themselves by then."""

    def write(transaction: Transaction) -> None:
        transaction.delete(job, Job.completed_at.exists())
        counters.listed(transaction, job, was=job.status, now=None)
        directory.leave(transaction, job)

    try:
        transact(write)
    except ConditionFailed:
        raise JobNotFinished from None


SHARES = 24  # an hourly run looks through one of them, so that a day sees the whole table


def remove_old(share: int | None) -> int:
    """Remove the old jobs of one share of the table, or of all; say how many. Safe to repeat."""
    return sum(_remove(job) for job in _old(share))


def _old(share: int | None) -> Iterator[Job]:
    free, premium = settings().job_retention_days_free, settings().job_retention_days_premium
    moment, is_premium = now(), cache(_is_premium)
    oldest_kept = {False: moment - timedelta(days=free), True: moment - timedelta(days=premium)}
    candidates = Job.scan(
        Job.sk.startswith("JOB#") & (Job.completed_at < max(oldest_kept.values())),
        segment=share,
        total_segments=None if share is None else SHARES,
    )
    for job in candidates:
        if job.completed_at < oldest_kept[is_premium(job.owner_id)]:
            yield job


def _is_premium(user_id: UserId) -> bool:
    try:
        return User.get(*User.key(user_id)).is_premium
    except User.DoesNotExist:
        return False


def _remove(job: Job) -> bool:
    for result_id in _results_of(job):
        try:
            changes.delete(job.owner_id, result_id, spare_kept=True)
        except ResultNotFound:
            continue
    try:
        retention.remove(job)
    except JobNotFinished:  # another run has removed it
        return False
    return True


def _results_of(job: Job) -> list[ResultId]:
    """A job has few: one page holds them all."""
    name = lists.of_job(job.id)
    found = lists.page(job.owner_id, name, favorites=False, size=50, position=None)
    return [result.id for result in found.results]
