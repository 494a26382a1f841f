"""Every 30 minutes."""

from pydantic import BaseModel

from splashmy.core.resources import JOBS
from splashmy.jobs import totals
from splashmy.web import Tick, task


class Updated(BaseModel):
    totals: dict[str, int]


@task(grants=[JOBS.batch_get], dead_letters=True)
def handler(event: Tick) -> Updated:
    """Show what all jobs of the service came to as metrics."""
    return Updated(totals=totals.publish())
