"""When an execution of the workflow ended by itself, by a stop or by its time limit."""

import json
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from splashmy.processing import endings, repair
from splashmy.processing.records import JobNotFound
from splashmy.processing.steps import JobReference
from splashmy.processing.transitions import read
from splashmy.web import task


class Execution(BaseModel):
    input: Annotated[JobReference, BeforeValidator(json.loads)]


class StatusChange(BaseModel):
    """Step Functions' event."""

    detail: Execution


@task(grants=endings.END, dead_letters=True)
def handler(event: StatusChange) -> None:
    """End the job of an execution that ended without it; a job that has ended is left alone."""
    reference = event.detail.input
    try:
        repair.repair(read(reference.owner_id, reference.job_id))
    except JobNotFound:
        return
