"""The workflow's second step."""

from splashmy.processing import slots
from splashmy.processing.steps import ENDED, GO_ON, JobReference, Step, wait
from splashmy.processing.transitions import is_unstored, read
from splashmy.resources import JOBS
from splashmy.web import task


@task(grants=[JOBS.get, JOBS.put])
def handler(reference: JobReference) -> Step:
    """Take one of the provider's slots for a job, or say how long to wait."""
    job = read(reference.owner_id, reference.job_id)
    if not is_unstored(job):
        return ENDED
    turn = slots.acquire(job.id)
    return wait(turn.wait_s) if turn.wait_s else GO_ON
