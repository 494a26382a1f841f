"""A step of a job's workflow, after the provider."""

from splashmy.core.resources import IMAGES, MEDIA, REKOGNITION, RESULTS
from splashmy.jobs import estimates, outcomes
from splashmy.jobs.status import read
from splashmy.web import task
from splashmy.workflow.finish import finish
from splashmy.workflow.steps import Done, JobReference


@task(
    grants=[
        *outcomes.END,
        IMAGES.check,
        RESULTS.put,
        RESULTS.update,
        MEDIA.get,
        MEDIA.put,
        MEDIA.list,
        MEDIA.delete,
        REKOGNITION.allow("DetectModerationLabels"),
    ],
    layers=["imaging"],
    memory=1024,
    timeout=120,
    loads=["splashmy.results.pictures"],
)
def handler(reference: JobReference) -> Done:
    """Moderate what was made, store the results, settle the quota and complete the job."""
    before = read(reference.owner_id, reference.job_id)
    job = finish(before)
    if job.status == "completed" != before.status:
        estimates.learn(job)
    return Done(status=job.status)
