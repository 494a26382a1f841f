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
    since CloudWatch charges for each.
    """

    name: str
    unit: Literal["Count", "Seconds", "Bytes", "None"] = "Count"
    by: str | None = None


JOB_DURATION = Metric("JobDuration", "Seconds", by="job_type")
JOBS_REPAIRED = Metric("JobsRepaired")
JOBS_GIVEN_UP = Metric("JobsGivenUp")
JOBS_REMOVED = Metric("JobsRemoved")
CEILINGS_EXCEEDED = Metric("CeilingsExceeded")
PROVIDER_COST = Metric("ProviderCost", "None")  # USD of a call, whoever pays; unknown: its ceiling
ATTEMPTS_NOT_FINISHED = Metric("AttemptsNotFinished")
ATTEMPTS_REFUSED = Metric("AttemptsRefused")
BUDGET_USED = Metric("BudgetUsed", "None", by="budget")  # percent of daily, monthly
PROVIDER_LATENCY = Metric("ProviderLatency", "Seconds", by="job_type")
PROVIDER_SUCCESS = Metric("ProviderSuccess", "None")  # 1 or 0: the average is the rate
PROVIDER_ERRORS = Metric("ProviderErrors", by="kind")
PROVIDER_REFUSALS = Metric("ProviderRefusals", by="reason")
MODEL_DAYS_LEFT = Metric("ModelDaysLeft")
QUOTA_RESERVED = Metric("QuotaReserved")
QUOTA_REFUSED = Metric("QuotaRefused")
QUOTA_SETTLED = Metric("QuotaSettled")
QUOTA_RELEASED = Metric("QuotaReleased", by="cause")
QUOTA_DRIFT = Metric("QuotaDrift")
INGEST_LAG = Metric("IngestLag", "Seconds")
UPLOADS_NOT_SWEPT = Metric("UploadsNotSwept")
MODERATION_ERRORS = Metric("ModerationErrors")
MODERATION_REJECTIONS = Metric("ModerationRejections", by="what")
IMAGE_LIST_DRIFT = Metric("ImageListDrift")
STORED_BYTES = Metric("StoredBytes", "Bytes")
TOTALS = {
    "completed": Metric("TotalCompleted"),
    "failed": Metric("TotalFailed"),
    "cancelled": Metric("TotalCancelled"),
    "images": Metric("TotalImages"),
    "micro_usd": Metric("TotalMicroUsd"),
}


def record(metric: Metric, value: float = 1, by: str | None = None) -> None:
    """One value; of a metric that is told apart, `by` says what it belongs to."""
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
