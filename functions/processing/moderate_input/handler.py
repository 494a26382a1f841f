"""The workflow's first step."""

from splashmy.core.resources import IMAGES
from splashmy.jobs import outcomes
from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.status import JobStatusConflict, awaits_results, move, read
from splashmy.web import task
from splashmy.workflow import photos
from splashmy.workflow.steps import ENDED, GO_ON, JobReference, Step, refuse


@task(grants=[*outcomes.REFUND, IMAGES.batch_get])
def handler(reference: JobReference) -> Step:
    """Check that what a job works on is still allowed; the provider judges the words."""
    job = read(reference.owner_id, reference.job_id)
    if not awaits_results(job):
        return ENDED
    if job.status == "pending":
        try:
            job = move(job, "moderating")
        except JobStatusConflict:
            return ENDED
    return GO_ON if photos.are_usable(job) else refuse(job, PHOTO_GONE)
