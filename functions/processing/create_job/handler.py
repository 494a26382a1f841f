"""POST /processing/jobs"""

from http import HTTPStatus

from splashmy.jobs import create, schemas
from splashmy.jobs.schemas import ASK_AGAIN, CreateJob, JobAnswer
from splashmy.web import Caller, NewId, endpoint


@endpoint(
    "POST",
    "/processing/jobs",
    status=HTTPStatus.ACCEPTED,
    message="Job created.",
    grants=create.CREATE,
    errors=create.REFUSALS,
    location="/processing/jobs/{id}",
    retry_after=ASK_AGAIN,
)
def handler(body: CreateJob, caller: Caller, new_id: NewId) -> JobAnswer:
    """Start a job: a generation, an edit or a style transfer.

    Its images are reserved from today's quota, and come back if it fails or is cancelled. The
    answer has the most it can cost; what the model can't do is refused here.
    """
    return schemas.answer(create.create(caller, body, new_id))
