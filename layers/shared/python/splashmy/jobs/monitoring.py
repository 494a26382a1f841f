"""How the service does, as operators see it."""

from collections import Counter
from datetime import datetime

from splashmy.core import dead_letters, runs
from splashmy.core.clock import now
from splashmy.core.ids import JobId, StyleId, UserId
from splashmy.core.runs import Run
from splashmy.jobs import directory
from splashmy.jobs.counters import RUNNING
from splashmy.jobs.events import EventAnswer
from splashmy.jobs.records import Job, JobStatus
from splashmy.jobs.schemas import Cost, JobFailure
from splashmy.provider.parameters import JobType
from splashmy.web import ResponseModel

WAITING = ("pending", "moderating")


class TaskRun(ResponseModel):
    """`outcome` is succeeded or failed; `result` what the task said it did, as JSON."""

    task: str
    outcome: str
    result: str | None
    started_at: datetime
    seconds: float


class MonitorAnswer(ResponseModel):
    """Of the jobs that have not ended, at most 1,000: `waiting` have not reached the provider,
    `in_flight` have. `oldest_waiting_s` is in seconds. `dead_letters` by queue, about.
    """

    by_status: dict[str, int]
    waiting: int
    in_flight: int
    oldest_waiting_s: int | None
    schedules: list[TaskRun]
    dead_letters: dict[str, int]


class MonitoredJob(ResponseModel):
    """A job without what is its owner's: no prompt and no picture."""

    id: JobId
    owner_id: UserId
    owner: str
    job_type: JobType
    status: JobStatus
    style_id: StyleId | None
    style_name: str | None
    model: str
    images_count: int
    results_count: int
    attempts: int
    price_ceiling: str
    cost: Cost | None
    failure: JobFailure | None
    correlation_id: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class MonitoredJobDetail(MonitoredJob):
    """`execution` is the job's name in the workflow; of events the latest 50, without pictures."""

    execution: str
    quota_state: str
    events: list[EventAnswer]


def overview() -> MonitorAnswer:
    jobs, moment = directory.running(), now()
    by_status = Counter(job.status for job in jobs)
    waiting = [job for job in jobs if job.status in WAITING]
    oldest = int((moment - waiting[0].created_at).total_seconds()) if waiting else None
    return MonitorAnswer(
        by_status={status: by_status[status] for status in RUNNING},
        waiting=len(waiting),
        in_flight=len(jobs) - len(waiting),
        oldest_waiting_s=oldest,
        schedules=[_run(one) for one in runs.latest()],
        dead_letters=dead_letters.waiting(),
    )


def show(job: Job) -> MonitoredJob:
    return MonitoredJob.model_validate(_facts(job))


def show_whole(job: Job, events: list[EventAnswer]) -> MonitoredJobDetail:
    more = {"execution": job.id, "quota_state": job.quota_state, "events": events}
    return MonitoredJobDetail.model_validate(_facts(job) | more)


def _facts(job: Job) -> dict[str, object]:
    absent = dict.fromkeys(MonitoredJob.model_fields)
    return absent | job.attribute_values | {"owner": job.owner_username}


def _run(run: Run) -> TaskRun:
    return TaskRun(
        task=run.sk,
        outcome=run.outcome,
        result=run.result,
        started_at=run.started_at,
        seconds=float(run.seconds),
    )
