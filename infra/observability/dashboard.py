"""The one dashboard: are users happy, is the provider well, what does it cost."""

from collections.abc import Sequence

from aws_cdk import Duration, aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.observability.signals import DAY, Signals
from splashmy.core import metrics
from splashmy.core.resources import JOB_WORKFLOW, MEDIA, PROVIDER_QUEUE

WIDTH = 24
IN_A_ROW = 4


class Dashboard(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        signals: Signals,
        alarms: Sequence[cloudwatch.IAlarm],
    ) -> None:
        super().__init__(scope, id)
        dashboard = cloudwatch.Dashboard(
            self,
            "Dashboard",
            dashboard_name=signals.prefix,
            default_interval=Duration.days(1),
        )
        state = cloudwatch.AlarmStatusWidget(alarms=alarms, title="Alarms", width=WIDTH)
        dashboard.add_widgets(state)
        for question, graphs in _answers(signals).items():
            title = cloudwatch.TextWidget(markdown=f"# {question}", width=WIDTH, height=1)
            dashboard.add_widgets(title)
            dashboard.add_widgets(*(_graph(name, lines) for name, lines in graphs.items()))


def _answers(signals: Signals) -> dict[str, dict[str, list[cloudwatch.IMetric]]]:
    return {
        "Are users happy?": _users(signals),
        "Is the provider well?": _provider(signals),
        "What does it cost?": _cost(signals),
    }


def _users(signals: Signals) -> dict[str, list[cloudwatch.IMetric]]:
    api, own = signals.api, signals.own
    return {
        "Requests": [api("Count", "Sum"), api("4XXError", "Sum"), api("5XXError", "Sum")],
        "Latency of the API (ms)": [api("Latency", "p50"), api("Latency", "p95")],
        "Errors by function": [signals.functions("Errors", "Sum")],
        "Seconds from a job's request to its pictures": [
            own(metrics.JOB_DURATION, "p50"),
            own(metrics.JOB_DURATION, "p95"),
        ],
        "Images asked for": [
            own(metrics.QUOTA_RESERVED, "Sum"),
            own(metrics.QUOTA_SETTLED, "Sum"),
            own(metrics.QUOTA_RELEASED, "Sum"),
            own(metrics.QUOTA_REFUSED, "Sum"),
        ],
        "Images given back, by cause": [signals.each(metrics.QUOTA_RELEASED, "Sum")],
        "Jobs that broke or were repaired": [
            signals.executions(JOB_WORKFLOW, "ExecutionsFailed"),
            signals.executions(JOB_WORKFLOW, "ExecutionsTimedOut"),
            own(metrics.JOBS_REPAIRED, "Sum"),
        ],
        "Seconds until an upload is checked": [own(metrics.INGEST_LAG, "p90")],
        "Uploads that wait": [own(metrics.UPLOADS_NOT_SWEPT, "Maximum")],
        "Rejected as unsafe": [signals.each(metrics.MODERATION_REJECTIONS, "Sum")],
    }


def _provider(signals: Signals) -> dict[str, list[cloudwatch.IMetric]]:
    own = signals.own
    return {
        "Success rate of calls": [own(metrics.PROVIDER_SUCCESS, "Average")],
        "Calls": [own(metrics.PROVIDER_SUCCESS, "SampleCount")],
        "Seconds a call takes": [
            own(metrics.PROVIDER_LATENCY, "p50"),
            own(metrics.PROVIDER_LATENCY, "p90"),
        ],
        "Seconds that the oldest job waits": [signals.oldest(PROVIDER_QUEUE)],
        "Errors by kind": [signals.each(metrics.PROVIDER_ERRORS, "Sum")],
        "Refusals that only we can mend": [signals.each(metrics.PROVIDER_REFUSALS, "Sum")],
        "Errors of the moderation": [own(metrics.MODERATION_ERRORS, "Sum")],
        "Days until the model's end": [own(metrics.MODEL_DAYS_LEFT, "Minimum", minutes=DAY)],
    }


def _cost(signals: Signals) -> dict[str, list[cloudwatch.IMetric]]:
    own = signals.own
    return {
        "USD a day for calls of the provider": [own(metrics.PROVIDER_COST, "Sum", minutes=DAY)],
        "Percent of the budgets used": [
            own(metrics.BUDGET_USED, "Maximum", by="daily"),
            own(metrics.BUDGET_USED, "Maximum", by="monthly"),
        ],
        "Users with too many attempts": [own(metrics.ATTEMPTS_REFUSED, "Sum", minutes=DAY)],
        "Pictures ever": [own(metrics.TOTALS["images"], "Maximum", minutes=DAY)],
        "Bytes of users' images": [own(metrics.STORED_BYTES, "Maximum", minutes=DAY)],
        "Bytes in the media bucket": [signals.stored(MEDIA)],
        "Milliseconds of functions a day": [signals.functions("Duration", "Sum", minutes=DAY)],
        "Read units a day": [signals.tables("ConsumedReadCapacityUnits")],
        "Write units a day": [signals.tables("ConsumedWriteCapacityUnits")],
        "Quotas and lists that drifted": [
            own(metrics.QUOTA_DRIFT, "Maximum", minutes=DAY),
            own(metrics.IMAGE_LIST_DRIFT, "Maximum", minutes=DAY),
            own(metrics.LIKED_LIST_DRIFT, "Maximum", minutes=DAY),
        ],
        "Costs above the ceiling": [own(metrics.CEILINGS_EXCEEDED, "Sum", minutes=DAY)],
    }


def _graph(title: str, lines: list[cloudwatch.IMetric]) -> cloudwatch.GraphWidget:
    named = [_named(line) for line in lines]
    return cloudwatch.GraphWidget(title=title, left=named, width=WIDTH // IN_A_ROW, height=5)


def _named(line: cloudwatch.IMetric) -> cloudwatch.IMetric:
    """Two statistics of one metric would bear the same name."""
    if isinstance(line, cloudwatch.Metric):
        return line.with_(label=f"{line.metric_name} {line.statistic}")
    return line
