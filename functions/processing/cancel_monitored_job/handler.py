"""POST /processing/monitor/jobs/{job_id}/cancel"""

from splashmy.core.ids import JobId
from splashmy.core.resources import JOB_WORKFLOW, JOBS
from splashmy.jobs import cancellation, directory, monitoring
from splashmy.jobs.cancellation import JobFinished
from splashmy.jobs.monitoring import MonitoredJob
from splashmy.jobs.records import JobNotFound
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/processing/monitor/jobs/{job_id}/cancel",
    message="Job cancelled.",
    grants=[JOBS.get, JOBS.put, JOBS.update, JOB_WORKFLOW.stop],
    errors=[JobFinished, JobNotFound],
)
def handler(job_id: Id[JobId], admin: Admin) -> MonitoredJob:
    """Cancel any user's job, as its owner could."""
    job = directory.find(job_id)
    return monitoring.show(cancellation.cancel(job.owner_id, job.id))
