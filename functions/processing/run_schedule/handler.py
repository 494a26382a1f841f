"""POST /processing/monitor/schedules/{task}/run"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from splashmy.core import runs
from splashmy.core.resources import SCHEDULED
from splashmy.core.runs import ScheduledTaskNotFound
from splashmy.web import Admin, RequestModel, ResponseModel, endpoint


class RunSchedule(RequestModel):
    """`reason` is kept in the audit."""

    reason: str = Field(min_length=1, max_length=500, examples=["The popular styles look old."])


class ScheduleStarted(ResponseModel):
    task: str


@endpoint(
    "POST",
    "/processing/monitor/schedules/{task}/run",
    status=HTTPStatus.ACCEPTED,
    message="The task was started.",
    grants=[SCHEDULED.invoke],
    errors=[ScheduledTaskNotFound],
)
def handler(
    task: Annotated[str, Path(max_length=80)], body: RunSchedule, admin: Admin
) -> ScheduleStarted:
    """Run a scheduled task now, beside its schedule; the monitor shows its outcome once it ends.

    `task` is a name that the monitor shows. Every task may be run at any time, and more than once.
    """
    runs.start(task)
    return ScheduleStarted(task=task)
