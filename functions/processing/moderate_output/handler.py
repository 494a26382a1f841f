"""The workflow's fourth step."""

from splashmy.core.failures import UNSAFE_OUTPUT
from splashmy.core.resources import MEDIA, REKOGNITION
from splashmy.jobs import object_keys, outcomes
from splashmy.jobs.records import Job
from splashmy.jobs.status import awaits_results, read
from splashmy.web import task
from splashmy.workflow import moderation
from splashmy.workflow.steps import ENDED, GO_ON, JobReference, Step, refuse


@task(
    grants=[
        *outcomes.REFUND,
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
    if not awaits_results(job):
        return ENDED
    if not all(_is_safe(job, index) for index in range(job.made["count"])):
        return refuse(job, UNSAFE_OUTPUT)
    return GO_ON


def _is_safe(job: Job, index: int) -> bool:
    return moderation.is_safe(
        object_keys.get(object_keys.original_key(job, index, job.made["format"]))
    )
