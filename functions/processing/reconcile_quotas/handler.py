"""Every day."""

from datetime import timedelta

from splashmy.processing import audit, quotas
from splashmy.resources import JOBS
from splashmy.web import Tick, task


@task(grants=[JOBS.scan], timeout=900, dead_letters=True)
def handler(event: Tick) -> list[str]:
    """Report whose quota of yesterday is not what their jobs of that day come to."""
    return audit.of_quotas(quotas.day(event.time - timedelta(days=1)))
