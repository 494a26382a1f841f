"""POST /processing/jobs/{job_id}/cancel"""

from splashmy.core.ids import JobId
from splashmy.core.resources import JOB_WORKFLOW, JOBS, MEDIA
from splashmy.jobs import cancellation, schemas
from splashmy.jobs.cancellation import JobFinished
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.schemas import JobAnswer
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/processing/jobs/{job_id}/cancel",
    message="Job cancelled.",
    grants=[JOBS.get, JOBS.put, JOBS.update, JOB_WORKFLOW.stop, MEDIA.get],
    errors=[JobNotFound, JobFinished],
)
def handler(job_id: Id[JobId], caller: Caller) -> JobAnswer:
    """Cancel a job; possible until its pictures are stored. A late result is discarded.

    Its images come back if the image service was not called yet; `failure.charged` says so.
    """
    return schemas.answer(cancellation.cancel(caller.id, job_id))
