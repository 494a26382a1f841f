"""Every 5 minutes, and after a restart of the local stack."""

from splashmy.core import metrics
from splashmy.core.resources import JOB_WORKFLOW, JOBS, MEDIA
from splashmy.core.sweeps import Report
from splashmy.jobs import outcomes
from splashmy.web import SweepTick, task
from splashmy.workflow import repair


class Sweep(SweepTick):
    """`at_once`: nothing runs now, so nobody has to be waited for."""

    at_once: bool = False


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
)
def handler(event: Sweep) -> Report:
    """Repair every job that was left half-way, and remove what failed jobs left behind."""
    report = repair.sweep(at_once=event.at_once, set_aside_too=event.set_aside_too)
    metrics.record(metrics.JOBS_REPAIRED, report.done)
    return report
