"""POST /processing/jobs/{job_id}/retry"""

from http import HTTPStatus
from uuid import UUID

from splashmy.errors import PremiumRequired
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.processing import answers, jobs
from splashmy.processing.answers import JobAnswer
from splashmy.processing.jobs import JobNotFailed
from splashmy.processing.quotas import QuotaExceeded
from splashmy.processing.records import JobNotFound
from splashmy.processing.templates import TemplateNotFound
from splashmy.resources import IMAGES, JOB_WORKFLOW, JOBS, MEDIA, STYLES
from splashmy.styles.prompts import PromptTooLong
from splashmy.styles.records import StyleNotFound, StyleUnavailable
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/jobs/{job_id}/retry",
    status=HTTPStatus.ACCEPTED,
    message="The job is on its way again.",
    grants=[
        IMAGES.get,
        STYLES.query,
        JOBS.get,
        JOBS.put,
        JOBS.update,
        JOB_WORKFLOW.start,
        MEDIA.get,
    ],
    errors=[
        ImageNotFound,
        ImageNotReady,
        JobNotFailed,
        JobNotFound,
        PremiumRequired,
        PromptTooLong,
        QuotaExceeded,
        StyleNotFound,
        StyleUnavailable,
        TemplateNotFound,
    ],
    idempotent=True,
)
def handler(job_id: UUID, caller: Caller) -> JobAnswer:
    """Try a failed job again, as a new job that names the old one in `retry_of`."""
    return answers.answer(jobs.retry(caller, str(job_id)))
