"""Jobs that something left half-way: started, completed or refunded, whichever is still true."""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from splashmy.core import log
from splashmy.core.clock import now
from splashmy.core.ids import JobId
from splashmy.core.log import logger
from splashmy.core.resources import JOB_WORKFLOW, client
from splashmy.core.sweeps import Report, Sweep
from splashmy.jobs import create, object_keys, outcomes, receipts
from splashmy.jobs.announcements import announce
from splashmy.jobs.outcomes import SERVICE_FAILED
from splashmy.jobs.records import Job, JobNotFound, Unfinished
from splashmy.jobs.status import JobStatusConflict, holds_ticket, is_running, read
from splashmy.provider import queue

LEFT_ALONE = timedelta(minutes=2)


def repair(job: Job) -> None:
    """End a job whose workflow is over: with its results if it has them, refunded if not."""
    log.follow(job.correlation_id, job_id=job.id)
    try:
        if job.results_count:
            outcomes.complete(job)
        else:
            outcomes.fail(job, SERVICE_FAILED)
    except JobStatusConflict:
        logger.info("Nothing to repair")


def sweep(*, at_once: bool = False, set_aside_too: bool = False) -> Report:
    """Look after every unfinished job. `at_once`: no worker runs now."""
    own, line, in_line = log.correlation_id(), queue.line(), list[JobId]()
    look_after = partial(_look_after, at_once=at_once, in_line=in_line)
    work = Sweep(name="jobs", handle=look_after, give_up=_give_up, seconds=30)
    report = work.run(_unfinished(), set_aside_too=set_aside_too)
    log.follow(own, job_id=None)
    if not report.out_of_time:
        queue.recount(line, len(in_line))
    return report


def _unfinished() -> Iterator[Iterable[Unfinished]]:
    for digit in "0123456789abcdef":
        yield Unfinished.query(f"UNFINISHED#{digit}", consistent_read=True)


def _look_after(unfinished: Unfinished, *, at_once: bool, in_line: list[JobId]) -> bool:
    try:
        job = read(unfinished.owner_id, unfinished.sk)
    except JobNotFound:
        unfinished.delete()
        return True
    log.follow(job.correlation_id, job_id=job.id)
    if not is_running(job):
        return _tidy(unfinished, job, at_once=at_once)
    if holds_ticket(job):
        in_line.append(job.id)
    if not at_once and now() - job.updated_at < LEFT_ALONE:
        return False
    if at_once:
        receipts.finish_attempts(job)
    return _recover(job)


def _give_up(unfinished: Unfinished) -> bool:
    """Whatever breaks on it, its owner is told and gets the images back."""
    job = read(unfinished.owner_id, unfinished.sk)
    if not is_running(job):
        return False
    outcomes.give_up(job)
    return True


def _tidy(unfinished: Unfinished, job: Job, *, at_once: bool) -> bool:
    """Announce what was not, and remove what workers may have left, when none can run any more."""
    if not unfinished.announced:
        announce(job)
        if job.status == "completed":
            return True
    elsewhere = not at_once and unfinished.tidy_at and unfinished.tidy_at > time.time()
    if elsewhere:
        return not unfinished.announced
    if not job.results_count:
        object_keys.remove(job)
    if not receipts.finish_attempts(job):
        return not unfinished.announced
    unfinished.delete()
    return True


def _recover(job: Job) -> bool:
    status = _execution_status(job)
    if status == "RUNNING":
        return False
    logger.info("Left half-way", execution=status)
    if status is None and not job.results_count:
        create.start(job)
    else:
        repair(job)
    return True


def _execution_status(job: Job) -> str | None:
    """None if the workflow was never started."""
    workflow = client("stepfunctions")
    try:
        found = workflow.describe_execution(executionArn=JOB_WORKFLOW.execution(job.id))
    except workflow.exceptions.ExecutionDoesNotExist:
        return None
    return str(found["status"])
