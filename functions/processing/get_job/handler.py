"""GET /processing/jobs/{job_id}"""

from splashmy.core.ids import JobId
from splashmy.core.resources import JOBS, MEDIA
from splashmy.jobs import estimates, schemas, status
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.schemas import JobAnswer
from splashmy.web import Caller, Id, ResponseHeaders, endpoint

ASK_AGAIN = "2"  # seconds


@endpoint(
    "GET",
    "/processing/jobs/{job_id}",
    grants=[JOBS.get, JOBS.batch_get, MEDIA.get],
    errors=[JobNotFound],
    etag=True,
)
def handler(job_id: Id[JobId], caller: Caller, headers: ResponseHeaders) -> JobAnswer:
    """Show a job; while it runs, with its place in the line and when to ask again."""
    job = status.read(caller.id, job_id)
    if not status.is_running(job):
        return schemas.answer(job)
    headers["Retry-After"] = ASK_AGAIN
    return schemas.answer(job, estimates.of(job))
