"""The workflow's first step."""

from splashmy.images.records import Image
from splashmy.processing import endings
from splashmy.processing.endings import PHOTO_GONE
from splashmy.processing.records import Job
from splashmy.processing.steps import ENDED, GO_ON, JobReference, Step, refuse
from splashmy.processing.transitions import JobMovedOn, is_unstored, move, read
from splashmy.resources import IMAGES
from splashmy.web import task


@task(grants=[*endings.REFUND, IMAGES.get])
def handler(reference: JobReference) -> Step:
    """Check that what a job works on is still allowed; the provider judges the words."""
    job = read(reference.owner_id, reference.job_id)
    if not is_unstored(job):
        return ENDED
    if job.status == "pending":
        try:
            job = move(job, "moderating")
        except JobMovedOn:
            return ENDED
    for image_id in (job.original_image_id, job.mask_image_id):
        if image_id and not _is_usable(job, image_id):
            return refuse(job, PHOTO_GONE)
    return GO_ON


def _is_usable(job: Job, image_id: str) -> bool:
    try:
        image = Image.get(*Image.key(job.owner_id, image_id), consistent_read=True)
    except Image.DoesNotExist:
        return False
    return image.status == "ready" and not image.is_deleted
