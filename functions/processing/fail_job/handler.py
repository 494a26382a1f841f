"""Where the workflow goes when a step failed unexpectedly."""

from splashmy.processing import endings, repair
from splashmy.processing.steps import ENDED, JobReference, Step
from splashmy.processing.transitions import read
from splashmy.web import task


@task(grants=endings.END)
def handler(reference: JobReference) -> Step:
    """End a job whose workflow cannot go on: refunded, or completed if its results are stored."""
    repair.repair(read(reference.owner_id, reference.job_id))
    return ENDED
