"""Every hour."""

from splashmy.core import metrics
from splashmy.core.resources import JOBS, MEDIA, RESULTS, USERS
from splashmy.core.sweeps import Report
from splashmy.jobs import retention
from splashmy.web import SweepTick, task

GRANTS = [
    JOBS.get,
    JOBS.query,
    JOBS.put,
    JOBS.update,
    JOBS.delete,
    USERS.get,
    RESULTS.get,
    RESULTS.query,
    RESULTS.batch_get,
    RESULTS.put,
    RESULTS.update,
    RESULTS.delete,
    MEDIA.delete,
]


@task(grants=GRANTS, timeout=900, dead_letters=True)
def handler(event: SweepTick) -> Report:
    """Remove finished jobs past their retention, with those results that nobody cares for."""
    report = retention.remove_old(event.time, set_aside_too=event.set_aside_too)
    metrics.record(metrics.JOBS_REMOVED, report.done)
    return report
