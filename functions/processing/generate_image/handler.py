"""The workflow's third step, the only one that calls OpenAI."""

from splashmy.core.resources import IMAGES, JOBS, MEDIA, OPENAI_KEY, REKOGNITION, USERS
from splashmy.jobs import outcomes
from splashmy.jobs.status import awaits_results, read
from splashmy.web import task
from splashmy.workflow.steps import ENDED, JobReference, Step


@task(
    grants=[
        *outcomes.REFUND,
        JOBS.batch_get,
        USERS.get,
        IMAGES.batch_get,
        MEDIA.get,
        MEDIA.put,
        MEDIA.list,
        MEDIA.delete,
        OPENAI_KEY.read,
        REKOGNITION.allow("DetectModerationLabels"),
    ],
    layers=["imaging", "openai"],
    memory=1024,
    timeout=290,
    concurrency="provider_concurrency",
)
def handler(reference: JobReference) -> Step:
    """Have a job's pictures made by the provider, with one call."""
    from splashmy.workflow import generate  # loads openai

    job = read(reference.owner_id, reference.job_id)
    return generate.attempt(job) if awaits_results(job) else ENDED
