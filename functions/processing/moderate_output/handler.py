"""The workflow's fourth step."""

from splashmy.processing import endings, moderation, stored
from splashmy.processing.endings import Failure
from splashmy.processing.records import Job
from splashmy.processing.steps import ENDED, GO_ON, JobReference, Step, refuse
from splashmy.processing.transitions import is_unstored, read
from splashmy.resources import MEDIA, REKOGNITION
from splashmy.web import task

UNSAFE = Failure(
    cause="output",
    message="The picture that was made was held back as unsafe; your images were given back.",
)


@task(
    grants=[
        *endings.REFUND,
        MEDIA.get,
        REKOGNITION.allow("DetectModerationLabels"),
    ],
    layers=["imaging"],
    memory=1024,
    timeout=60,
)
def handler(reference: JobReference) -> Step:
    """Look at every picture of a job before anybody else does."""
    job = read(reference.owner_id, reference.job_id)
    if not is_unstored(job):
        return ENDED
    if not all(_is_safe(job, index) for index in range(job.made["count"])):
        return refuse(job, UNSAFE)
    return GO_ON


def _is_safe(job: Job, index: int) -> bool:
    return moderation.is_safe(stored.get(stored.original_key(job, index, job.made["format"])))
