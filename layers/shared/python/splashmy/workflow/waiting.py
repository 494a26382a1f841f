"""The task of the workflow that waits while its job is in the queue, and how it is answered."""

from typing import Any

from splashmy.core.ids import JobId, UserId
from splashmy.core.log import logger
from splashmy.core.resources import JOB_WORKFLOW, client
from splashmy.jobs.records import Job, JobNotFound
from splashmy.jobs.status import read
from splashmy.workflow.steps import Done, JobReference

# To answer a task.
ANSWER = (JOB_WORKFLOW.answer,)


class Message(JobReference):
    """What the queue holds of a job; `token` names the task that waits."""

    token: str
    correlation_id: str | None = None


def find(owner_id: UserId, job_id: JobId) -> Job | None:
    """None if its owner's account was erased meanwhile."""
    try:
        return read(owner_id, job_id)
    except JobNotFound:
        return None


def is_awaited(message: Message) -> bool:
    """Whether the task still waits: its execution may have been stopped, or have timed out."""
    workflow = client("stepfunctions")
    try:
        workflow.send_task_heartbeat(taskToken=message.token)
    except _gone(workflow):
        return False
    return True


def answer(message: Message) -> None:
    """Let the workflow go on."""
    job = find(message.owner_id, message.job_id)
    workflow = client("stepfunctions")
    output = Done(status=job.status if job else "removed").model_dump_json()
    try:
        workflow.send_task_success(taskToken=message.token, output=output)
    except _gone(workflow):
        logger.info("The workflow does not wait any more")


def _gone(workflow: Any) -> tuple[type[Exception], ...]:
    """AWS's words for a token whose task is over; which one it says depends on how it ended."""
    known = workflow.exceptions
    return known.TaskTimedOut, known.TaskDoesNotExist, known.InvalidToken
