"""When an execution of the workflow ended by itself, by a stop or by its time limit."""

import json
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from splashmy.jobs import outcomes
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.status import read
from splashmy.web import task
from splashmy.workflow import repair
from splashmy.workflow.steps import JobReference


class Execution(BaseModel):
    input: Annotated[JobReference, BeforeValidator(json.loads)]


class StatusChange(BaseModel):
    """Step Functions' event."""

    detail: Execution


@task(grants=outcomes.END, dead_letters=True)
def handler(event: StatusChange) -> None:
    """End the job of an execution that ended without it; a job that has ended is left alone."""
    reference = event.detail.input
    try:
        repair.repair(read(reference.owner_id, reference.job_id))
    except JobNotFound:
        return
