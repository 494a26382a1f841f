"""The workflow's first step."""

from splashmy.processing import endings, photos
from splashmy.processing.endings import PHOTO_GONE
from splashmy.processing.steps import ENDED, GO_ON, JobReference, Step, refuse
from splashmy.processing.transitions import JobMovedOn, is_unstored, move, read
from splashmy.resources import IMAGES
from splashmy.web import task


@task(grants=[*endings.REFUND, IMAGES.batch_get])
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
    return GO_ON if photos.are_usable(job) else refuse(job, PHOTO_GONE)
