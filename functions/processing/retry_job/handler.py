"""POST /processing/jobs/{job_id}/retry"""

from http import HTTPStatus

from splashmy.core.ids import JobId
from splashmy.jobs import create, schemas
from splashmy.jobs.create import JobNotFailed
from splashmy.jobs.records import JobNotFound
from splashmy.jobs.schemas import ASK_AGAIN, JobAnswer
from splashmy.web import Caller, Id, NewId, endpoint


@endpoint(
    "POST",
    "/processing/jobs/{job_id}/retry",
    status=HTTPStatus.ACCEPTED,
    message="Job created again.",
    grants=create.CREATE,
    errors=[*create.REFUSALS, JobNotFailed, JobNotFound],
    location="/processing/jobs/{id}",
    retry_after=ASK_AGAIN,
)
def handler(job_id: Id[JobId], caller: Caller, new_id: NewId) -> JobAnswer:
    """Try a failed job again, as a new job that names the old one in `retry_of`."""
    return schemas.answer(create.retry(caller, job_id, new_id))
