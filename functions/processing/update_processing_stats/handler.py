"""Every 30 minutes."""

from pydantic import BaseModel

from splashmy.core.resources import JOBS, STYLES
from splashmy.jobs import totals
from splashmy.styles import popularity
from splashmy.web import task


class Nothing(BaseModel):
    pass


class Updated(BaseModel):
    totals: dict[str, int]
    styles: int


@task(
    grants=[JOBS.scan, STYLES.query, STYLES.update], timeout=300, dead_letters=True, scheduled=True
)
def handler(event: Nothing) -> Updated:
    """Renew the popularity of every style, and the totals of the service."""
    return Updated(totals=totals.publish(), styles=popularity.recompute())
