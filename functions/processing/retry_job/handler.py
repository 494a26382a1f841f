"""POST /processing/jobs/{job_id}/retry"""

from http import HTTPStatus
from uuid import UUID

from splashmy.processing import answers, jobs
from splashmy.processing.answers import JobAnswer
from splashmy.processing.jobs import JobNotFailed
from splashmy.processing.records import JobNotFound
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/jobs/{job_id}/retry",
    status=HTTPStatus.ACCEPTED,
    message="The job is on its way again.",
    grants=jobs.CREATE,
    errors=[*jobs.REFUSALS, JobNotFailed, JobNotFound],
    idempotent=True,
)
def handler(job_id: UUID, caller: Caller) -> JobAnswer:
    """Try a failed job again, as a new job that names the old one in `retry_of`."""
    return answers.answer(jobs.retry(caller, str(job_id)))
