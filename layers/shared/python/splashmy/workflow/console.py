"""Addresses in AWS's console where an operator reads on about a job."""

import re
from datetime import datetime, timedelta

from splashmy.core.clock import now
from splashmy.core.resources import JOB_WORKFLOW
from splashmy.core.settings import settings
from splashmy.jobs.monitoring import ConsoleLinks
from splashmy.jobs.records import Job
from splashmy.workflow.steps import FAIL_STEP, STEPS

AROUND = timedelta(minutes=5)
BESIDE_STEPS = ("create_job", "reconcile_job", "sweep_stuck", "send_job_notification")
QUERY = """\
fields @timestamp, @log, level, message, @message
| filter job_id = "{job_id}" or correlation_id = "{correlation_id}"
| sort @timestamp asc
| limit 1000"""


def links(job: Job) -> ConsoleLinks | None:
    """None on a local stack, and where the console has another address than in most regions."""
    arn = JOB_WORKFLOW.execution(job.id)
    partition, region = arn.split(":")[1], arn.split(":")[3]
    if settings().environment == "local" or partition != "aws":
        return None
    console = f"https://{region}.console.aws.amazon.com"
    return ConsoleLinks(
        execution=f"{console}/states/home?region={region}#/v2/executions/details/{arn}",
        log=f"{console}/cloudwatch/home?region={region}#logsV2:logs-insights"
        f"$3FqueryDetail$3D{_query(job)}",
    )


def _query(job: Job) -> str:
    """What the page of Logs Insights takes: `~(name~value~name~value)`, a text begins with `'`."""
    ended_at: datetime | None = job.completed_at
    begin, end = job.created_at - AROUND, (ended_at or now()) + AROUND
    asked = QUERY.format(job_id=job.id, correlation_id=job.correlation_id or job.id)
    groups = "".join(f"~{_text(group)}" for group in log_groups())
    return (
        f"~(end~{_text(_time(end))}~start~{_text(_time(begin))}~timeType~'ABSOLUTE~tz~'UTC"
        f"~editorString~{_text(asked)}~source~({groups}))"
    )


def log_groups() -> list[str]:
    """Of all functions that work on a job."""
    functions = [*(step.function for step in (*STEPS, FAIL_STEP)), *BESIDE_STEPS]
    prefix = f"/aws/lambda/splashmy-{settings().environment}-processing"
    return [f"{prefix}-{name}" for name in functions]


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


def _text(value: str) -> str:
    """Whatever is no letter or digit as `*` and its code."""
    escaped = re.sub(r"[^A-Za-z0-9_.-]", lambda found: f"*{ord(found[0]):02x}", value)
    return f"'{escaped}"
