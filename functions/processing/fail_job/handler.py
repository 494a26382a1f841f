"""Where the workflow goes when a step failed unexpectedly."""

from splashmy.processing import repair
from splashmy.processing.steps import ENDED, JobReference, Step
from splashmy.processing.transitions import read
from splashmy.resources import EVENTS, JOBS, STYLES, USERS
from splashmy.web import task


@task(
    grants=[
        JOBS.get,
        JOBS.put,
        JOBS.update,
        JOBS.delete,
        EVENTS.put,
        USERS.get,
        USERS.update,
        STYLES.update,
    ]
)
def handler(reference: JobReference) -> Step:
    """End a job whose workflow cannot go on: refunded, or completed if its results are stored."""
    repair.repair(read(reference.owner_id, reference.job_id))
    return ENDED
