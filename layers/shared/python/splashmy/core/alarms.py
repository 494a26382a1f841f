"""The alarms of a deployment, as CloudWatch knows them now."""

from typing import Any

from splashmy.core.resources import client
from splashmy.core.settings import settings

MOST = 100  # in one call


def states() -> list[dict[str, Any]]:
    """CloudWatch's own account of each alarm, by name; at most 100, and none where none is made."""
    prefix = f"splashmy-{settings().environment}-"
    told = client("cloudwatch").describe_alarms(
        AlarmNamePrefix=prefix, AlarmTypes=["MetricAlarm"], MaxRecords=MOST
    )
    found: list[dict[str, Any]] = told["MetricAlarms"]
    return sorted(found, key=lambda alarm: str(alarm["AlarmName"]))
