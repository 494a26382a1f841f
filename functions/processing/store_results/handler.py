"""The workflow's fifth step."""

from splashmy.images.records import ImageNotFound
from splashmy.processing import endings, stored, storing
from splashmy.processing.endings import PHOTO_GONE
from splashmy.processing.steps import ENDED, GO_ON, JobReference, Step, refuse
from splashmy.processing.transitions import JobMovedOn, is_running, is_unstored, read
from splashmy.resources import IMAGES, MEDIA, RESULTS
from splashmy.web import task


@task(
    grants=[
        *endings.REFUND,
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
    if is_unstored(job):
        try:
            storing.store(job)
        except ImageNotFound:
            refuse(job, PHOTO_GONE)
            job = read(job.owner_id, job.id)
        except JobMovedOn as moved:
            job = moved.job
        else:
            return GO_ON
    if is_running(job):
        return GO_ON
    if job.status != "completed":
        stored.remove(job)
    return ENDED
