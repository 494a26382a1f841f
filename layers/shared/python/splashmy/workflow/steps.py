"""What the steps of the workflow say to each other. DynamoDB is the truth; this only leads on."""

import contextlib
from typing import Literal

from pydantic import BaseModel

from splashmy.core.failures import Failure
from splashmy.core.ids import JobId, UserId
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict


class JobReference(BaseModel):
    """The input of the workflow and of each step."""

    owner_id: UserId
    job_id: JobId


class Step(BaseModel):
    """`go_on`; `wait` and come again; or the job has `ended`, whoever ended it."""

    next: Literal["go_on", "wait", "ended"] = "go_on"
    wait_s: int = 0


GO_ON = Step()
ENDED = Step(next="ended")


def wait(seconds: int) -> Step:
    return Step(next="wait", wait_s=seconds)


def refuse(job: Job, failure: Failure) -> Step:
    """End the job for a reason that we understand, unless it ended meanwhile."""
    with contextlib.suppress(JobStatusConflict):
        outcomes.fail(job, failure)
    return ENDED
