"""How the service does, as operators see it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from splashmy.core import dead_letters, i18n, runs
from splashmy.core.clock import now
from splashmy.core.ids import JobId, StyleId, UserId
from splashmy.core.resources import PROVIDER_QUEUE, client
from splashmy.core.runs import Run
from splashmy.core.settings import settings
from splashmy.jobs import directory
from splashmy.jobs.counters import RUNNING
from splashmy.jobs.events import EventAnswer
from splashmy.jobs.records import Job, JobStatus
from splashmy.jobs.schemas import Cost, JobFailure
from splashmy.provider import monitoring, prices
from splashmy.provider.monitoring import (
    BudgetFigures,
    ModelFigures,
    ProviderCall,
    ProviderFigures,
)
from splashmy.provider.parameters import JobType
from splashmy.provider.records import Attempt
from splashmy.web import ResponseModel

CONSOLE = "https://eu-west-1.console.aws.amazon.com"  # of the examples
WAITING = ("pending", "moderating")


class QueueFigures(ResponseModel):
    """Messages of the queue before the provider, about, one for each job: `waiting` may be taken
    now, `taken` are with a worker, or come again after a pause.
    """

    waiting: int
    taken: int


class TaskRun(ResponseModel):
    """The latest run of a scheduled task. `outcome` is succeeded or failed, null if it never ran;
    `result` is what the task said it did, as JSON.
    """

    task: str
    outcome: str | None
    result: str | None
    started_at: datetime | None
    seconds: float | None


class MonitorAnswer(ResponseModel):
    """Of the jobs that have not ended, at most 1,000: `waiting` have not reached the provider,
    `in_flight` have; at most `most_in_flight` may. `oldest_waiting_s` is in seconds.
    `dead_letters` by queue, about.
    """

    by_status: dict[str, int]
    waiting: int
    in_flight: int
    most_in_flight: int
    oldest_waiting_s: int | None
    provider_queue: QueueFigures
    provider: ProviderFigures
    budgets: list[BudgetFigures]
    model: ModelFigures
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


class ConsoleLinks(ResponseModel):
    """Where a job goes on in AWS's console: its execution, and the log of all that worked on it."""

    execution: str = Field(examples=[f"{CONSOLE}/states/home?region=eu-west-1#/v2/executions/…"])
    log: str = Field(examples=[f"{CONSOLE}/cloudwatch/home?region=eu-west-1#logsV2:logs-insights…"])


class MonitoredJobDetail(MonitoredJob):
    """`execution` is the job's name in the workflow; of events the latest 50, without pictures.
    `calls` of the provider with what each cost the deployment, and `calls_usd` in all. `links` is
    null on a local stack, which has no console.
    """

    environment: str
    execution: str
    links: ConsoleLinks | None
    quota_state: str
    events: list[EventAnswer]
    calls: list[ProviderCall]
    calls_usd: str


def overview() -> MonitorAnswer:
    jobs, calls, moment = directory.running(), monitoring.recent(), now()
    by_status = Counter(job.status for job in jobs)
    waiting = [job for job in jobs if job.status in WAITING]
    oldest = int((moment - waiting[0].created_at).total_seconds()) if waiting else None
    return MonitorAnswer(
        by_status={status: by_status[status] for status in RUNNING},
        waiting=len(waiting),
        in_flight=len(jobs) - len(waiting),
        most_in_flight=settings().provider_concurrency,
        oldest_waiting_s=oldest,
        provider_queue=_provider_queue(),
        provider=monitoring.figures(calls),
        budgets=monitoring.budget_figures([*_reserved(jobs, calls)]),
        model=monitoring.model_figures(),
        schedules=[_run(task, run) for task, run in runs.latest().items()],
        dead_letters=dead_letters.waiting(),
    )


def _reserved(jobs: list[Job], calls: list[Attempt]) -> Iterator[tuple[str, int]]:
    """By UTC day, in millionths of a dollar: for calls to come, and for those under way."""
    yield from ((job.quota_day, int(job.reserved_micro_usd)) for job in jobs)
    yield from ((one.budget_day, int(one.ceiling)) for one in calls if one.is_open)


def show(job: Job) -> MonitoredJob:
    return MonitoredJob.model_validate(_facts(job))


def show_whole(
    job: Job, events: list[EventAnswer], attempts: list[Attempt], links: ConsoleLinks | None
) -> MonitoredJobDetail:
    more = {
        "environment": settings().environment,
        "execution": job.id,
        "links": links,
        "quota_state": job.quota_state,
        "events": events,
        "calls": [monitoring.show(one) for one in attempts],
        "calls_usd": prices.dollars(sum(one.counted for one in attempts)),
    }
    return MonitoredJobDetail.model_validate(_facts(job) | more)


def _facts(job: Job) -> dict[str, object]:
    absent = dict.fromkeys(MonitoredJob.model_fields)
    return (
        absent
        | job.attribute_values
        | {
            "owner": job.owner_username,
            "style_name": i18n.choose(job.style_names, job.style_name or "") or None,
        }
    )


def _provider_queue() -> QueueFigures:
    visible, hidden = "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"
    told = client("sqs").get_queue_attributes(
        QueueUrl=PROVIDER_QUEUE.id, AttributeNames=[visible, hidden]
    )["Attributes"]
    return QueueFigures(waiting=int(told[visible]), taken=int(told[hidden]))


def _run(task: str, run: Run | None) -> TaskRun:
    if run is None:
        return TaskRun(task=task, outcome=None, result=None, started_at=None, seconds=None)
    return TaskRun(
        task=task,
        outcome=run.outcome,
        result=run.result,
        started_at=run.started_at,
        seconds=float(run.seconds),
    )
