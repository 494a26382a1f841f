"""GET /processing/monitor/alarms"""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from splashmy.core import alarms
from splashmy.core.resources import CLOUDWATCH
from splashmy.web import Admin, ResponseModel, endpoint


class AlarmAnswer(ResponseModel):
    """`description` names the runbook; `reason` is CloudWatch's own, given at `since`."""

    name: str = Field(examples=["splashmy-prod-JobsFail"])
    description: str = Field(
        examples=[
            "A step of the workflow broke for at least 3 jobs in 15 minutes. "
            "See docs/runbooks/stuck-jobs.md."
        ]
    )
    state: Literal["ok", "alarm", "insufficient_data"]
    reason: str = Field(examples=["Threshold Crossed: 1 datapoint was not greater than 3."])
    since: datetime | None


class AlarmsAnswer(ResponseModel):
    """By name; empty where the environment has none."""

    alarms: list[AlarmAnswer]


@endpoint("GET", "/processing/monitor/alarms", grants=[CLOUDWATCH.allow("DescribeAlarms")])
def handler(admin: Admin) -> AlarmsAnswer:
    """Show the state of every alarm of the service."""
    return AlarmsAnswer(alarms=[_answer(told) for told in alarms.states()])


def _answer(told: dict[str, Any]) -> AlarmAnswer:
    return AlarmAnswer(
        name=told["AlarmName"],
        description=told.get("AlarmDescription", ""),
        state=told["StateValue"].lower(),
        reason=told.get("StateReason", ""),
        since=told.get("StateUpdatedTimestamp"),
    )
