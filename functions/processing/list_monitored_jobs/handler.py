"""GET /processing/monitor/jobs"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import AwareDatetime

from splashmy.core.ids import StyleId, UserId
from splashmy.core.resources import JOBS
from splashmy.jobs import directory, monitoring
from splashmy.jobs.listing import JobsQuery
from splashmy.jobs.monitoring import MonitoredJob
from splashmy.jobs.records import Job
from splashmy.web import Admin, Id, Page, endpoint


class MonitorQuery(JobsQuery):
    style_id: Id[StyleId] | None = None
    user_id: Id[UserId] | None = None
    since: AwareDatetime | None = None

    def wants(self, job: Job) -> bool:
        asked = (self.status, self.job_type, self.style_id, self.user_id)
        has = (job.status, job.job_type, job.style_id, job.owner_id)
        return all(one in (None, other) for one, other in zip(asked, has, strict=True))


@endpoint("GET", "/processing/monitor/jobs", grants=[JOBS.query, JOBS.batch_get])
def handler(query: Annotated[MonitorQuery, Query()], admin: Admin) -> Page[MonitoredJob]:
    """List all users' jobs, newest first.

    Filters are applied to 80 jobs at a time: a page may be short while there is a next, and `count`
    is that of all jobs.
    """
    found = directory.page(
        query.wants, since=query.since, size=query.page_size, position=query.position
    )
    return found.map(monitoring.show)
