"""Every day."""

from datetime import timedelta

from splashmy.core.clock import day
from splashmy.core.ids import UserId
from splashmy.core.resources import JOBS
from splashmy.jobs import reconciliation
from splashmy.web import Tick, task


@task(grants=[JOBS.query, JOBS.batch_get], timeout=900, dead_letters=True)
def handler(event: Tick) -> list[UserId]:
    """Report whose quota of yesterday is not what their jobs of that day come to."""
    return reconciliation.of_quotas(day(event.time - timedelta(days=1)))
