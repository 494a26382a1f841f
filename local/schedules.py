"""Run a scheduled task of a deployed stack now."""

from collections.abc import Mapping
from typing import Any

from local import aws


class UnknownScheduleError(Exception):
    """Says which schedules there are."""


def run(name: str, event: Mapping[str, Any], endpoint_url: str) -> Any:
    """Invoke the function of a schedule and wait; what it answered."""
    functions = _scheduled(endpoint_url)
    if name not in functions:
        known = ", ".join(sorted(functions))
        raise UnknownScheduleError(f"There is no schedule {name!r}; there are {known}.")
    return aws.invoke(functions[name], event, endpoint_url)


def _scheduled(endpoint_url: str) -> dict[str, str]:
    """The ARN of each function that a rule with a schedule starts, by its own name."""
    events = aws.client("events", endpoint_url)
    rules = [one for one in events.list_rules()["Rules"] if one.get("ScheduleExpression")]
    found = [events.list_targets_by_rule(Rule=one["Name"])["Targets"] for one in rules]
    arns = [target["Arn"] for targets in found for target in targets]
    return {arn.rpartition("-")[2]: arn for arn in arns}
