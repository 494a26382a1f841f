"""A step of a job's workflow, before the provider."""

from splashmy.core.resources import IMAGES
from splashmy.jobs import outcomes
from splashmy.jobs.status import read
from splashmy.web import task
from splashmy.workflow.prepare import prepare
from splashmy.workflow.steps import Done, JobReference


@task(grants=[*outcomes.REFUND, IMAGES.batch_get])
def handler(reference: JobReference) -> Done:
    """Check that what a job works on is still allowed; the provider checks the prompt."""
    return Done(status=prepare(read(reference.owner_id, reference.job_id)).status)
