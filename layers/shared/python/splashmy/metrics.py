"""Metrics as log lines (CloudWatch's embedded metric format), one namespace for all."""

from splashmy.settings import settings

NAMESPACE = "SplashMy"


def count(name: str, value: float = 1, **dimensions: str) -> None:
    _emit(name, "Count", value, dimensions)


def duration(name: str, seconds: float, **dimensions: str) -> None:
    _emit(name, "Seconds", seconds, dimensions)


def _emit(name: str, unit: str, value: float, dimensions: dict[str, str]) -> None:
    from aws_lambda_powertools.metrics import single_metric

    where = {"environment": settings().environment, **dimensions}
    with single_metric(name, unit, value, namespace=NAMESPACE, default_dimensions=where):
        pass
