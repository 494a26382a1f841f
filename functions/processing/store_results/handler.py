"""The workflow's fifth step."""

from splashmy.core.resources import IMAGES, MEDIA, RESULTS
from splashmy.images.records import ImageNotFound
from splashmy.jobs import object_keys, outcomes
from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.status import JobStatusConflict, awaits_results, is_running, read
from splashmy.web import task
from splashmy.workflow import finish
from splashmy.workflow.steps import ENDED, GO_ON, JobReference, Step, refuse


@task(
    grants=[
        *outcomes.REFUND,
        IMAGES.get,
        IMAGES.check,
        RESULTS.put,
        RESULTS.update,
        MEDIA.get,
        MEDIA.put,
        MEDIA.list,
        MEDIA.delete,
    ],
    layers=["imaging"],
    memory=1024,
    timeout=60,
)
def handler(reference: JobReference) -> Step:
    """Store the sizes and records of a job's results, unless it ended meanwhile."""
    job = read(reference.owner_id, reference.job_id)
    if awaits_results(job):
        try:
            finish.store(job)
        except ImageNotFound:
            refuse(job, PHOTO_GONE)
            job = read(job.owner_id, job.id)
        except JobStatusConflict as moved:
            job = moved.job
        else:
            return GO_ON
    if is_running(job):
        return GO_ON
    if job.status != "completed":
        object_keys.remove(job)
    return ENDED
