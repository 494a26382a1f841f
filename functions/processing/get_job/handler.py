"""GET /processing/jobs/{job_id}"""

from splashmy.core.ids import JobId
from splashmy.core.resources import JOBS, MEDIA, RESULTS
from splashmy.jobs import estimates, listing, schemas, status
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.schemas import ASK_AGAIN, JobAnswer
from splashmy.web import Caller, Id, ResponseHeaders, endpoint


@endpoint(
    "GET",
    "/processing/jobs/{job_id}",
    grants=[JOBS.get, JOBS.batch_get, RESULTS.batch_get, MEDIA.get],
    errors=[JobNotFound],
    etag=True,
)
def handler(job_id: Id[JobId], caller: Caller, headers: ResponseHeaders) -> JobAnswer:
    """Show a job; while it runs, with its place in the line and when to ask again."""
    job = status.read(caller.id, job_id)
    if not status.is_running(job):
        return schemas.answer(job, first_result=listing.first_result(job))
    headers["Retry-After"] = str(ASK_AGAIN)
    return schemas.answer(job, estimates.of(job))
