"""Finished jobs past their retention; results that somebody cares for outlive them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from splashmy.core.clock import day
from splashmy.core.errors import Conflict
from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.core.sweeps import Report, Sweep
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.records import User
from splashmy.jobs import counters, directory
from splashmy.jobs.records import DayEntry, Job, JobNotFound
from splashmy.jobs.status import is_running, read
from splashmy.results import changes, lists
from splashmy.results.records import ResultNotFound

DAYS_LOOKED_BACK = 30  # so that nothing is left when the clean-up did not run for weeks


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


def remove_old(moment: datetime, *, set_aside_too: bool = False) -> Report:
    """Remove the jobs that are too old at `moment`; only the lists of the days that are due are
    read. Safe to repeat.
    """

    def remove_if_due(entry: DayEntry) -> bool:
        return _remove_if_due(entry, moment)

    work = Sweep(name="old jobs", handle=remove_if_due)
    return work.run(_due(moment), set_aside_too=set_aside_too)


def _due(moment: datetime) -> Iterator[Iterable[DayEntry]]:
    """Of days whose jobs are past the shortest retention, and what should be looked at again."""
    ended = timedelta(days=settings().job_retention_days_free + 1)
    for back in map(timedelta, range(DAYS_LOOKED_BACK)):
        yield DayEntry.query(DayEntry.made_on(day(moment - ended - back)))
        yield DayEntry.query(DayEntry.kept_until(day(moment - back)))


def _remove_if_due(entry: DayEntry, moment: datetime) -> bool:
    try:
        job = read(entry.owner_id, entry.sk)
    except JobNotFound:
        entry.delete()
        return True
    ended_at = moment if is_running(job) else job.completed_at
    kept_until = ended_at + timedelta(days=_retention_days(job.owner_id))
    if kept_until >= moment:
        _look_again(entry, _kept_until(kept_until))
        return False
    for result_id in _results_of(job):
        with suppress(ResultNotFound):
            changes.delete(job.owner_id, result_id, spare_kept=True)
    remove(job)
    entry.delete()
    return True


def days_of(job: Job) -> set[str]:
    """The lists of days that a job may be in."""
    known = settings()
    made_on = DayEntry.made_on(job.quota_day)
    if is_running(job):
        return {made_on}
    retentions = (known.job_retention_days_free, known.job_retention_days_premium)
    return {made_on, *(_kept_until(job.completed_at + timedelta(days=one)) for one in retentions)}


def _kept_until(moment: datetime) -> str:
    return DayEntry.kept_until(day(moment + timedelta(days=1)))


def _look_again(entry: DayEntry, later: str) -> None:
    """Leave the day's list, which would be read again by each run until then."""
    again = DayEntry(later, entry.sk, owner_id=entry.owner_id)
    if again.pk == entry.pk:
        return

    def write(transaction: Transaction) -> None:
        transaction.delete(entry)
        transaction.save(again)

    transact(write)


def _retention_days(user_id: UserId) -> int:
    known = settings()
    try:
        is_premium = User.get(*User.key(user_id)).is_premium
    except User.DoesNotExist:
        is_premium = False
    return known.job_retention_days_premium if is_premium else known.job_retention_days_free


def _results_of(job: Job) -> list[ResultId]:
    """A job has few: one page holds them all."""
    name = lists.of_job(job.id)
    found = lists.page(job.owner_id, name, favorites=False, size=50, position=None)
    return [result.id for result in found.results]
