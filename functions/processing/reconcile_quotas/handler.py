"""Every day."""

from datetime import timedelta

from splashmy.core.clock import day
from splashmy.core.resources import JOBS
from splashmy.jobs import reconciliation
from splashmy.web import Tick, task


@task(grants=[JOBS.scan], timeout=900, dead_letters=True, scheduled=True)
def handler(event: Tick) -> list[str]:
    """Report whose quota of yesterday is not what their jobs of that day come to."""
    return reconciliation.of_quotas(day(event.time - timedelta(days=1)))
