"""POST /processing/jobs"""

from http import HTTPStatus

from splashmy.errors import PremiumRequired
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.processing import answers, jobs
from splashmy.processing.answers import JobAnswer
from splashmy.processing.quotas import QuotaExceeded
from splashmy.processing.requests import CreateJob
from splashmy.processing.templates import TemplateNotFound
from splashmy.resources import IMAGES, JOB_WORKFLOW, JOBS, MEDIA, STYLES
from splashmy.styles.prompts import PromptTooLong
from splashmy.styles.records import StyleNotFound, StyleUnavailable
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/jobs",
    status=HTTPStatus.ACCEPTED,
    message="The job is on its way.",
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
        PremiumRequired,
        PromptTooLong,
        QuotaExceeded,
        StyleNotFound,
        StyleUnavailable,
        TemplateNotFound,
    ],
    idempotent=True,
)
def handler(body: CreateJob, caller: Caller) -> JobAnswer:
    """Start a job: a generation, an edit or a style transfer.

    Its images are reserved from today's quota, and come back if it fails or is cancelled. The
    answer has the most it can cost; what the model can't do is refused here.
    """
    return answers.answer(jobs.create(caller, body))
