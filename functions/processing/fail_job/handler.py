"""Where the workflow goes when a step failed unexpectedly."""

from splashmy.jobs import outcomes
from splashmy.jobs.status import read
from splashmy.web import task
from splashmy.workflow import repair
from splashmy.workflow.steps import Done, JobReference


@task(grants=outcomes.END)
def handler(reference: JobReference) -> Done:
    """End a job whose workflow cannot go on: refunded, or completed if its results are stored."""
    repair.repair(read(reference.owner_id, reference.job_id))
    return Done(status=read(reference.owner_id, reference.job_id).status)
