"""GET /processing/monitor/jobs/{job_id}"""

from splashmy.core.ids import JobId
from splashmy.core.resources import JOB_WORKFLOW, JOBS
from splashmy.jobs import directory, events, monitoring
from splashmy.jobs.monitoring import MonitoredJobDetail
from splashmy.jobs.records import JobNotFound
from splashmy.provider import attempts
from splashmy.web import Admin, Id, endpoint
from splashmy.workflow import console

MOST_EVENTS = 50


@endpoint(
    "GET",
    "/processing/monitor/jobs/{job_id}",
    grants=[JOBS.get, JOBS.query, JOB_WORKFLOW.named],
    errors=[JobNotFound],
)
def handler(job_id: Id[JobId], admin: Admin) -> MonitoredJobDetail:
    """Show any user's job with its events and calls, but without its prompt and pictures."""
    job = directory.find(job_id)
    after = max(0, int(job.event_count) - MOST_EVENTS)
    found = events.page(job, after=after, size=MOST_EVENTS, position=None)
    told = [events.without_picture(one) for one in found.results]
    return monitoring.show_whole(job, told, attempts.of_job(job.id), console.links(job))
