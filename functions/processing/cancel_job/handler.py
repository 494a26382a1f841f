"""POST /processing/jobs/{job_id}/cancel"""

from uuid import UUID

from splashmy.processing import answers, jobs
from splashmy.processing.answers import JobAnswer
from splashmy.processing.jobs import JobFinished
from splashmy.processing.records import JobNotFound
from splashmy.resources import JOB_WORKFLOW, JOBS, MEDIA
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/jobs/{job_id}/cancel",
    message="The job is cancelled and its images were given back.",
    grants=[JOBS.get, JOBS.put, JOBS.update, JOB_WORKFLOW.stop, MEDIA.get],
    errors=[JobNotFound, JobFinished],
)
def handler(job_id: UUID, caller: Caller) -> JobAnswer:
    """Cancel a job; possible until its pictures are stored. A late result is discarded."""
    return answers.answer(jobs.cancel(caller.id, str(job_id)))
