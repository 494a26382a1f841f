"""The workflow's second step."""

from splashmy.core.resources import JOBS
from splashmy.jobs.status import awaits_results, read
from splashmy.provider import queue
from splashmy.web import task
from splashmy.workflow.steps import ENDED, GO_ON, JobReference, Step, wait


@task(grants=[JOBS.get, JOBS.put])
def handler(reference: JobReference) -> Step:
    """Take one of the provider's slots for a job, or say how long to wait."""
    job = read(reference.owner_id, reference.job_id)
    if not awaits_results(job):
        return ENDED
    turn = queue.acquire(job.id)
    return wait(turn.wait_s) if turn.wait_s else GO_ON
