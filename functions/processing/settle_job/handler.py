"""The workflow's last step."""

from splashmy.processing import endings, estimates
from splashmy.processing.steps import ENDED, JobReference, Step
from splashmy.processing.transitions import JobMovedOn, read
from splashmy.web import task


@task(grants=endings.END)
def handler(reference: JobReference) -> Step:
    """Settle the quota of a job whose results are stored, and complete it."""
    try:
        job = endings.complete(read(reference.owner_id, reference.job_id))
    except JobMovedOn:
        return ENDED
    estimates.learn(job)
    return ENDED
