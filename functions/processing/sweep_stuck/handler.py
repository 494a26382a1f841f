"""Every 5 minutes, and after a restart of the local stack."""

from pydantic import BaseModel

from splashmy.core import metrics
from splashmy.core.resources import JOB_WORKFLOW, JOBS, MEDIA
from splashmy.jobs import outcomes
from splashmy.web import task
from splashmy.workflow import repair


class Sweep(BaseModel):
    """`at_once`: nothing runs now, so nobody has to be waited for."""

    at_once: bool = False


class Swept(BaseModel):
    repaired: int


@task(
    grants=[
        *outcomes.END,
        JOBS.query,
        JOB_WORKFLOW.describe,
        JOB_WORKFLOW.start,
        MEDIA.list,
        MEDIA.delete,
    ],
    timeout=300,
    dead_letters=True,
    scheduled=True,
)
def handler(event: Sweep) -> Swept:
    """Repair every job that was left half-way, and remove what failed jobs left behind."""
    repaired = repair.sweep(at_once=event.at_once)
    metrics.record(metrics.JOBS_REPAIRED, repaired)
    return Swept(repaired=repaired)
