"""The steps of a job's workflow, declared once: the state machine, its picture and table in the
documentation, the trace and the tests of crashes follow from here.

DynamoDB is the truth: a step reads the job and changes it by conditional transactions. It may be
repeated, and does nothing to a job that has ended.
"""

from dataclasses import dataclass

from pydantic import BaseModel

from splashmy.core.failures import Failure
from splashmy.core.ids import JobId, UserId
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict


@dataclass(frozen=True)
class Step:
    """`function` of functions/processing does it; one that `waits` takes its jobs from the queue
    and answers when it has done with them.
    """

    name: str
    function: str
    changes: str
    leaves: str
    waits: bool = False


STEPS = (
    Step(
        "PrepareJob",
        "prepare_job",
        changes="`moderating`, a ticket for the line; fails the job if its photo is gone",
        leaves="the step is repeated",
    ),
    Step(
        "GenerateImage",
        "generate_image",
        changes="`processing`, an attempt and its cost, partial images, the provider's bytes",
        leaves="a message that comes again, and an attempt that is finished later; bytes that the "
        "next attempt overwrites, or that go with the failed job",
        waits=True,
    ),
    Step(
        "FinishJob",
        "finish_job",
        changes="fails the job if an image is unsafe; else display sizes, all results with their "
        "lists and counters at once, then `completed`, the quota, totals and the use of the style",
        leaves="the step is repeated; the sweeper completes a job that has its results",
    ),
)
FAIL_STEP = Step(
    "FailJob",
    "fail_job",
    changes="`failed`, the quota, totals; `completed` if the results are stored",
    leaves="images without a job: the sweeper removes them",
)


class JobReference(BaseModel):
    """The input of the workflow and of each step."""

    owner_id: UserId
    job_id: JobId


class Done(BaseModel):
    """What a step answers; nothing depends on it."""

    status: str


def refuse(job: Job, failure: Failure) -> Job:
    """End the job for a reason that we understand, unless it ended meanwhile; as it is then."""
    try:
        return outcomes.fail(job, failure)
    except JobStatusConflict as moved:
        return moved.job
