"""Metrics as log lines (CloudWatch's embedded metric format), one namespace for all.

Every metric is declared here: alarms and the dashboard know them by these names.
"""

from dataclasses import dataclass
from typing import Literal

from splashmy.core import log
from splashmy.core.settings import settings

NAMESPACE = "SplashMy"


@dataclass(frozen=True)
class Metric:
    """`by` names what its values are told apart by, beside all of them together: few words only,
    since CloudWatch charges for each. `has_alarm`: an alarm watches it.
    """

    name: str
    unit: Literal["Count", "Seconds", "Bytes", "None"] = "Count"
    by: str | None = None
    has_alarm: bool = False


JOB_DURATION = Metric("JobDuration", "Seconds", by="job_type")
JOBS_REPAIRED = Metric("JobsRepaired", has_alarm=True)
JOBS_GIVEN_UP = Metric("JobsGivenUp", has_alarm=True)
JOBS_REMOVED = Metric("JobsRemoved")
WORK_SET_ASIDE = Metric("WorkSetAside", has_alarm=True)
CEILINGS_EXCEEDED = Metric("CeilingsExceeded", has_alarm=True)
# USD of a call, whoever pays; unknown: its ceiling
PROVIDER_COST = Metric("ProviderCost", "None", has_alarm=True)
ATTEMPTS_NOT_FINISHED = Metric("AttemptsNotFinished", has_alarm=True)
ATTEMPTS_REFUSED = Metric("AttemptsRefused")
# percent of daily, monthly
BUDGET_USED = Metric("BudgetUsed", "None", by="budget", has_alarm=True)
PROVIDER_LATENCY = Metric("ProviderLatency", "Seconds", by="job_type", has_alarm=True)
# 1 or 0: the average is the rate
PROVIDER_SUCCESS = Metric("ProviderSuccess", "None", has_alarm=True)
PROVIDER_ERRORS = Metric("ProviderErrors", by="kind")
PROVIDER_REFUSALS = Metric("ProviderRefusals", by="reason", has_alarm=True)
MODEL_DAYS_LEFT = Metric("ModelDaysLeft", has_alarm=True)
QUOTA_RESERVED = Metric("QuotaReserved")
QUOTA_REFUSED = Metric("QuotaRefused")
QUOTA_SETTLED = Metric("QuotaSettled")
QUOTA_RELEASED = Metric("QuotaReleased", by="cause")
QUOTA_DRIFT = Metric("QuotaDrift", has_alarm=True)
INGEST_LAG = Metric("IngestLag", "Seconds", has_alarm=True)
UPLOADS_NOT_SWEPT = Metric("UploadsNotSwept", has_alarm=True)
MODERATION_ERRORS = Metric("ModerationErrors", has_alarm=True)
MODERATION_REJECTIONS = Metric("ModerationRejections", by="what")
IMAGE_LIST_DRIFT = Metric("ImageListDrift", has_alarm=True)
LIKED_LIST_DRIFT = Metric("LikedListDrift")
STORED_BYTES = Metric("StoredBytes", "Bytes")
TOTALS = {
    "completed": Metric("TotalCompleted"),
    "failed": Metric("TotalFailed"),
    "cancelled": Metric("TotalCancelled"),
    "images": Metric("TotalImages"),
    "micro_usd": Metric("TotalMicroUsd"),
}


def is_kept(metric: Metric) -> bool:
    """Whether CloudWatch keeps it here, for money, or only the log tells it."""
    kept = settings().observability
    return kept == "dashboard" or (kept == "alarms" and metric.has_alarm)


def record(metric: Metric, value: float = 1, by: str | None = None) -> None:
    """One value; of a metric that is told apart, `by` says what it belongs to."""
    if not is_kept(metric):
        log.logger.info("Metric", metric=metric.name, value=value, by=by)
        return
    from aws_lambda_powertools.metrics.provider.cloudwatch_emf.cloudwatch import (
        AmazonCloudWatchEMFProvider,
    )

    environment = {"environment": settings().environment}
    line = AmazonCloudWatchEMFProvider(namespace=NAMESPACE, default_dimensions=environment)
    line.add_metric(metric.name, metric.unit, value)
    if metric.by and by:
        line.add_dimensions(**{metric.by: by})
    if correlation_id := log.correlation_id():
        line.add_metadata("correlation_id", correlation_id)
    line.flush_metrics()
