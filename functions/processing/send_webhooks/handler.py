"""When a job completed or failed."""

from pydantic import BaseModel

from splashmy.core.resources import JOBS
from splashmy.notifications import deliveries
from splashmy.notifications.job_ended import JobEnded
from splashmy.web import task


class Sent(BaseModel):
    delivered: int


@task(grants=[JOBS.query, JOBS.get, JOBS.put], timeout=120, dead_letters=True)
def handler(event: JobEnded) -> Sent:
    """Tell the owner's webhooks; what failed Lambda tries again after one minute, then two."""
    ended = event.detail
    return Sent(delivered=deliveries.deliver(ended.owner_id, ended.job_id, ended.status))
