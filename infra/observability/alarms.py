"""What wakes somebody, and the page that says what to do then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aws_cdk import Duration, aws_cloudwatch as cloudwatch

from infra.catalog import Function
from infra.constructs.dead_letters import queue_name
from infra.observability.signals import DAY, Signals
from splashmy.core import metrics
from splashmy.core.resources import ACCOUNT_DELETION, JOB_WORKFLOW, PROVIDER_QUEUE


class Runbook(StrEnum):
    """The pages of docs/runbooks that an alarm leads to."""

    API = "api-failing"
    BUDGET = "budget-reached"
    DEAD_LETTERS = "dead-letters"
    DELETION = "user-deletion"
    KEY = "key-rotation"
    MODEL = "model-retired"
    MODERATION = "moderation-outage"
    PROVIDER = "provider-down"
    QUEUE = "queue-backlog"
    QUOTA = "quota-drift"
    SET_ASIDE = "work-set-aside"
    STOP = "emergency-stop"
    STUCK = "stuck-jobs"

    @property
    def page(self) -> str:
        return f"docs/runbooks/{self}.md"


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Rings when the signal was `at_least` (or `at_most`) so high `times` in a row.

    `silence_rings`: what is watched always speaks, so that no value is as bad as a wrong one.
    """

    name: str
    meaning: str
    runbook: Runbook
    signal: cloudwatch.IMetric
    at_least: float | None = None
    at_most: float | None = None
    times: int = 1
    silence_rings: bool = False


def alarms(signals: Signals) -> Iterator[Alarm]:
    yield from _of_the_api(signals)
    yield from _of_the_provider(signals)
    yield from _of_jobs(signals)
    yield from _of_images(signals)
    yield from _of_counts(signals)


def _of_the_api(signals: Signals) -> Iterator[Alarm]:
    yield Alarm(
        name="ApiFails",
        meaning="In each of the last 3 periods of 5 minutes, 2 % of the requests failed.",
        runbook=Runbook.API,
        signal=signals.api("5XXError", "Average"),
        at_least=0.02,
        times=3,
    )
    yield Alarm(
        name="ApiIsSlow",
        meaning="One request in 20 takes more than 3 seconds.",
        runbook=Runbook.API,
        signal=signals.api("Latency", "p95"),
        at_least=3000,
        times=3,
    )
    yield Alarm(
        name="FunctionsAreThrottled",
        meaning="The account has no room for more functions at once.",
        runbook=Runbook.API,
        signal=signals.throttles(),
        at_least=10,
        times=2,
    )


def _of_the_provider(signals: Signals) -> Iterator[Alarm]:
    yield Alarm(
        name="ProviderFails",
        meaning="One call in five or more to the image provider fails.",
        runbook=Runbook.PROVIDER,
        signal=signals.own(metrics.PROVIDER_SUCCESS, "Average"),
        at_most=0.8,
        times=2,
    )
    yield Alarm(
        name="ProviderIsSlow",
        meaning="One call in ten takes more than 3 minutes; it is given up after 4.",
        runbook=Runbook.PROVIDER,
        signal=signals.own(metrics.PROVIDER_LATENCY, "p90"),
        at_least=180,
        times=2,
    )
    refusals = {
        "key": ("ProviderRefusesKey", "OpenAI does not take our key.", Runbook.KEY),
        "bill": ("ProviderWantsMoney", "OpenAI's quota is exhausted.", Runbook.PROVIDER),
        "model": ("ProviderRefusesModel", "OpenAI refuses model or parameters.", Runbook.MODEL),
    }
    for reason, (name, meaning, runbook) in refusals.items():
        signal = signals.own(metrics.PROVIDER_REFUSALS, "Sum", by=reason)
        yield Alarm(name=name, meaning=meaning, runbook=runbook, signal=signal, at_least=1)
    yield Alarm(
        name="ModelRetires",
        meaning="OpenAI shuts the image model down within 30 days.",
        runbook=Runbook.MODEL,
        signal=signals.own(metrics.MODEL_DAYS_LEFT, "Minimum", minutes=DAY),
        at_most=30,
    )


def _of_jobs(signals: Signals) -> Iterator[Alarm]:
    yield Alarm(
        name="JobsFail",
        meaning="A step of the workflow broke for at least 3 jobs in 15 minutes.",
        runbook=Runbook.STUCK,
        signal=signals.executions(JOB_WORKFLOW, "ExecutionsFailed"),
        at_least=3,
    )
    yield Alarm(
        name="JobsTimeOut",
        meaning="A job was not done within a day.",
        runbook=Runbook.STUCK,
        signal=signals.executions(JOB_WORKFLOW, "ExecutionsTimedOut"),
        at_least=1,
    )
    yield Alarm(
        name="JobsWaitLong",
        meaning="The oldest job waits for the provider for half an hour.",
        runbook=Runbook.QUEUE,
        signal=signals.oldest(PROVIDER_QUEUE),
        at_least=30 * 60,
        times=2,
    )
    yield Alarm(
        name="JobsAreGivenUp",
        meaning="A job's message came more than 100 times and was never done with; it is refunded.",
        runbook=Runbook.QUEUE,
        signal=signals.own(metrics.JOBS_GIVEN_UP, "Sum"),
        at_least=1,
    )
    yield Alarm(
        name="JobsAreStuck",
        meaning="Again and again jobs need repair, or the sweeper is silent.",
        runbook=Runbook.STUCK,
        signal=signals.own(metrics.JOBS_REPAIRED, "Sum"),
        at_least=1,
        times=3,
        silence_rings=True,
    )
    yield Alarm(
        name="WorkIsSetAside",
        meaning="Something failed in five runs of a schedule, and is not tried any more.",
        runbook=Runbook.SET_ASIDE,
        signal=signals.own(metrics.WORK_SET_ASIDE, "Maximum"),
        at_least=1,
    )
    yield Alarm(
        name="SpendingIsHigh",
        meaning="The calls of the last 24 hours cost more than daily_cost_alarm.",
        runbook=Runbook.STOP,
        signal=signals.own(metrics.PROVIDER_COST, "Sum", minutes=DAY),
        at_least=signals.locations.environment.daily_cost_alarm,
    )
    yield Alarm(
        name="AttemptsAreNotFinished",
        meaning="What a call of the provider cost could not be noted; it counts as its ceiling.",
        runbook=Runbook.QUOTA,
        signal=signals.own(metrics.ATTEMPTS_NOT_FINISHED, "Sum"),
        at_least=3,
    )
    yield from _of_budgets(signals)
    yield Alarm(
        name="AccountDeletionFails",
        meaning="An account was not erased although its steps were tried for hours.",
        runbook=Runbook.DELETION,
        signal=signals.executions(ACCOUNT_DELETION, "ExecutionsFailed"),
        at_least=1,
    )


def _of_budgets(signals: Signals) -> Iterator[Alarm]:
    """Of the day or the month; in an environment without budgets nothing is measured."""
    for percent, name in ((80, "BudgetIsNearlyReached"), (100, "BudgetIsReached")):
        yield Alarm(
            name=name,
            meaning=f"Of daily_budget_usd or monthly_budget_usd, {percent} % is used or reserved.",
            runbook=Runbook.BUDGET,
            signal=signals.own(metrics.BUDGET_USED, "Maximum"),
            at_least=percent,
        )


def _of_images(signals: Signals) -> Iterator[Alarm]:
    yield Alarm(
        name="ModerationFails",
        meaning="Rekognition failed at least 5 times in 15 minutes.",
        runbook=Runbook.MODERATION,
        signal=signals.own(metrics.MODERATION_ERRORS, "Sum"),
        at_least=5,
    )
    yield Alarm(
        name="UploadsWait",
        meaning="One upload in ten waits more than a minute for its check.",
        runbook=Runbook.MODERATION,
        signal=signals.own(metrics.INGEST_LAG, "p90"),
        at_least=60,
        times=2,
    )
    yield Alarm(
        name="UploadsAreStuck",
        meaning="The sweeper cannot settle an upload, or is silent.",
        runbook=Runbook.MODERATION,
        signal=signals.own(metrics.UPLOADS_NOT_SWEPT, "Maximum"),
        at_least=1,
        times=2,
        silence_rings=True,
    )


def _of_counts(signals: Signals) -> Iterator[Alarm]:
    yield Alarm(
        name="QuotasDrift",
        meaning="A user's quota of yesterday is not what the jobs of that day come to.",
        runbook=Runbook.QUOTA,
        signal=signals.own(metrics.QUOTA_DRIFT, "Maximum", minutes=DAY),
        at_least=1,
    )
    yield Alarm(
        name="ImageListsDrift",
        meaning="A list of images does not hold what it should, or its count is wrong.",
        runbook=Runbook.QUOTA,
        signal=signals.own(metrics.IMAGE_LIST_DRIFT, "Maximum", minutes=DAY),
        at_least=1,
    )
    yield Alarm(
        name="CeilingIsExceeded",
        meaning="A call cost more than the price ceiling that its user was told.",
        runbook=Runbook.QUOTA,
        signal=signals.own(metrics.CEILINGS_EXCEEDED, "Sum"),
        at_least=1,
    )


def of_dead_letters(signals: Signals, functions: Iterable[Function]) -> Iterator[Alarm]:
    """One alarm for each domain; its queues may be ten, since metric math takes no more."""
    queues: dict[str, list[str]] = {}
    for function in functions:
        if getattr(function.handler, "dead_letters", False):
            name = queue_name(function, signals.locations.environment)
            queues.setdefault(function.domain, []).append(name)
    for domain, names in queues.items():
        yield _of_queues(signals, domain, names)


def _of_queues(signals: Signals, domain: str, queues: list[str]) -> Alarm:
    named = {f"queue{number}": signals.queued(queue) for number, queue in enumerate(queues)}
    return Alarm(
        name=f"{domain.capitalize()}HasDeadLetters",
        meaning=f"A function of {domain} failed for good on an event.",
        runbook=Runbook.DEAD_LETTERS,
        signal=cloudwatch.MathExpression(
            expression="SUM(METRICS())",
            using_metrics=named,
            label=f"{domain} dead letters",
            period=Duration.minutes(5),
        ),
        at_least=1,
    )
