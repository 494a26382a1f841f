"""The workflow's third step, the only one that calls OpenAI."""

from splashmy.processing import endings
from splashmy.processing.steps import ENDED, JobReference, Step
from splashmy.processing.transitions import is_unstored, read
from splashmy.resources import IMAGES, MEDIA, OPENAI_KEY, REKOGNITION
from splashmy.web import task


@task(
    grants=[
        *endings.REFUND,
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
    from splashmy.processing import generating  # loads openai

    job = read(reference.owner_id, reference.job_id)
    return generating.attempt(job) if is_unstored(job) else ENDED
