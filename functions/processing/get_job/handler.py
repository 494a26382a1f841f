"""GET /processing/jobs/{job_id}"""

from uuid import UUID

from splashmy.processing import answers, estimates, transitions
from splashmy.processing.answers import JobAnswer
from splashmy.processing.records import JobNotFound
from splashmy.resources import JOBS, MEDIA
from splashmy.web import Caller, ResponseHeaders, endpoint

ASK_AGAIN = "2"  # seconds


@endpoint(
    "GET",
    "/processing/jobs/{job_id}",
    grants=[JOBS.get, JOBS.batch_get, MEDIA.get],
    errors=[JobNotFound],
    etag=True,
)
def handler(job_id: UUID, caller: Caller, headers: ResponseHeaders) -> JobAnswer:
    """Show a job; while it runs, with its place in the line and when to ask again."""
    job = transitions.read(caller.id, str(job_id))
    if not transitions.is_running(job):
        return answers.answer(job)
    headers["Retry-After"] = ASK_AGAIN
    return answers.answer(job, estimates.of(job))
