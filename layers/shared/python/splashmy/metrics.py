"""Metrics as log lines (CloudWatch's embedded metric format), one namespace for all."""

from typing import Literal

from splashmy import log
from splashmy.settings import settings

NAMESPACE = "SplashMy"


def count(name: str, value: float = 1, **dimensions: str) -> None:
    _emit(name, "Count", value, dimensions)


def duration(name: str, seconds: float, **dimensions: str) -> None:
    _emit(name, "Seconds", seconds, dimensions)


def _emit(
    name: str, unit: Literal["Count", "Seconds"], value: float, dimensions: dict[str, str]
) -> None:
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    where = {"environment": settings().environment, **dimensions}
    kind = MetricUnit(unit)
    with single_metric(name, kind, value, namespace=NAMESPACE, default_dimensions=where) as metric:
        if correlation_id := log.correlation_id():
            metric.add_metadata("correlation_id", correlation_id)
