"""Every hour."""

from datetime import datetime

from pydantic import BaseModel

from splashmy.core import metrics
from splashmy.core.resources import JOBS, MEDIA, RESULTS, USERS
from splashmy.jobs import retention
from splashmy.web import task


class Cleanup(BaseModel):
    """At a `time`, one share of all jobs is looked through, by its hour; without one, all."""

    time: datetime | None = None


class Cleaned(BaseModel):
    removed: int


GRANTS = [
    JOBS.scan,
    JOBS.delete,
    JOBS.update,
    USERS.get,
    RESULTS.get,
    RESULTS.query,
    RESULTS.batch_get,
    RESULTS.put,
    RESULTS.update,
    RESULTS.delete,
    MEDIA.delete,
]


@task(grants=GRANTS, timeout=900, dead_letters=True, scheduled=True)
def handler(event: Cleanup) -> Cleaned:
    """Remove finished jobs past their retention, with those results that nobody cares for."""
    removed = retention.remove_old(event.time.hour if event.time else None)
    metrics.record(metrics.JOBS_REMOVED, removed)
    return Cleaned(removed=removed)
