"""The metrics that functions of the stack wrote to their logs."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from local.stack import Stack
from splashmy.core.metrics import NAMESPACE, Metric

PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Measured:
    value: float
    by: str | None


class Meter:
    """What was measured since it was made."""

    def __init__(self, stack: Stack) -> None:
        self.logs, self.watch = stack.client("logs"), stack.client("cloudwatch")
        self.began = int(time.time() * 1000)

    def alarms(self, metric: Metric) -> set[str]:
        """The deployed alarms that one of the written series of a metric reaches."""
        self.read(metric)
        written = [series for line in self._lines(metric) for series in _series(line)]
        found = self.watch.get_paginator("describe_alarms").paginate(AlarmTypes=["MetricAlarm"])
        return {
            alarm["AlarmName"]
            for page in found
            for alarm in page["MetricAlarms"]
            if (alarm["Namespace"], alarm["MetricName"]) == (NAMESPACE, metric.name)
            and {one["Name"]: one["Value"] for one in alarm["Dimensions"]} in written
        }

    def read(self, metric: Metric) -> list[Measured]:
        """All values of a metric, as soon as there is one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := list(self._values(metric)):
                return found
            time.sleep(0.2)
        raise AssertionError(f"nothing measured {metric.name}")

    def _values(self, metric: Metric) -> Iterator[Measured]:
        for line in self._lines(metric):
            (directive,) = line["_aws"]["CloudWatchMetrics"]
            assert directive["Namespace"] == NAMESPACE
            assert directive["Metrics"] == [{"Name": metric.name, "Unit": metric.unit}]
            (value,) = line[metric.name]
            yield Measured(value, line[metric.by] if metric.by else None)

    def _lines(self, metric: Metric) -> Iterator[dict[str, Any]]:
        for page in self.logs.get_paginator("describe_log_groups").paginate():
            for group in page["logGroups"]:
                events = self.logs.get_paginator("filter_log_events")
                for found in events.paginate(
                    logGroupName=group["logGroupName"], startTime=self.began
                ):
                    messages = (event["message"].strip() for event in found["events"])
                    emf = (json.loads(one) for one in messages if one.startswith('{"_aws"'))
                    yield from (line for line in emf if metric.name in line)


def _series(line: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What CloudWatch makes of a line: one series for each set of dimensions."""
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    for names in directive["Dimensions"]:
        yield {name: line[name] for name in names}
