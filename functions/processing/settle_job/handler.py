"""The workflow's last step."""

from splashmy.jobs import estimates, outcomes
from splashmy.jobs.status import JobStatusConflict, read
from splashmy.web import task
from splashmy.workflow.steps import ENDED, JobReference, Step


@task(grants=outcomes.END)
def handler(reference: JobReference) -> Step:
    """Settle the quota of a job whose results are stored, and complete it."""
    try:
        job = outcomes.complete(read(reference.owner_id, reference.job_id))
    except JobStatusConflict:
        return ENDED
    estimates.learn(job)
    return ENDED
