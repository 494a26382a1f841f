"""POST /processing/monitor/jobs/{job_id}/requeue"""

from http import HTTPStatus

from splashmy.core.ids import JobId
from splashmy.core.resources import USERS
from splashmy.jobs import create, monitoring, requeueing
from splashmy.jobs.monitoring import MonitoredJob
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.requeueing import JobNotRequeueable
from splashmy.web import Admin, Id, NewId, endpoint


@endpoint(
    "POST",
    "/processing/monitor/jobs/{job_id}/requeue",
    status=HTTPStatus.ACCEPTED,
    message="Job queued again.",
    grants=[*create.CREATE, USERS.get],
    errors=[*create.REFUSALS, JobNotRequeueable, JobNotFound],
    location="/processing/monitor/jobs/{id}",
)
def handler(job_id: Id[JobId], admin: Admin, new_id: NewId) -> MonitoredJob:
    """Start a job that never started; make a failed one again for its owner, as a new job.

    A new job takes its images from the owner's limits of today, as a retry by the owner does.
    """
    return monitoring.show(requeueing.requeue(job_id, new_id))
