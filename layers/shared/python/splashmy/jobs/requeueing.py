"""Putting a job of any user to work again, for an operator."""

from splashmy.core.errors import Conflict
from splashmy.core.ids import JobId, ReservedId
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User
from splashmy.jobs import create, directory
from splashmy.jobs.records import Job


class JobNotRequeueable(Conflict):
    message = "Only a failed job, or one that has not begun, can be queued again."


def requeue(job_id: JobId, new_id: ReservedId) -> Job:
    """Start a pending job, which does nothing where it was started; retry a failed one."""
    job = directory.find(job_id)
    if job.status == "pending":
        create.start(job)
        return job
    if job.status != "failed":
        raise JobNotRequeueable
    return create.retry(_owner(job), job.id, new_id)


def _owner(job: Job) -> SignedIn:
    """Its owner, as if they asked themselves."""
    try:
        user: User | None = User.get(*User.key(job.owner_id), consistent_read=True)
    except User.DoesNotExist:
        user = None
    return SignedIn(job.owner_id, job.owner_username, session="", groups=frozenset(), user=user)
