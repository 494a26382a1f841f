"""Cancelling a job: refunded and ended first, then its workflow is stopped."""

from botocore.exceptions import BotoCoreError, ClientError

from splashmy.core.errors import Conflict
from splashmy.core.ids import JobId, UserId
from splashmy.core.log import logger
from splashmy.core.resources import JOB_WORKFLOW, client
from splashmy.jobs import outcomes, status
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict


class JobFinished(Conflict):
    message = "This job has finished and can no longer be cancelled."


def cancel(owner_id: UserId, job_id: JobId) -> Job:
    """Refund and end the job first; then stop the workflow, which can no longer store anything."""
    try:
        job = outcomes.cancel(status.read(owner_id, job_id))
    except JobStatusConflict:
        raise JobFinished from None
    logger.info("Job cancelled", job_id=job.id)
    try:
        client("stepfunctions").stop_execution(
            executionArn=JOB_WORKFLOW.execution(job.id), cause="cancelled"
        )
    except (BotoCoreError, ClientError):
        logger.info("Not stopped; its next step sees that the job has ended", job_id=job.id)
    return job
