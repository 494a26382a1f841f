"""GET /processing/jobs/{job_id}/events"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core.ids import JobId
from splashmy.core.resources import JOBS, MEDIA
from splashmy.jobs import events, status as job_status
from splashmy.jobs.events import EventAnswer
from splashmy.jobs.records import JobNotFound
from splashmy.web import Caller, Id, Page, PageQuery, ResponseHeaders, endpoint

ASK_AGAIN = "1"  # seconds


class EventsQuery(PageQuery):
    after: int = Field(default=0, ge=0, le=events.LAST - 1)


@endpoint(
    "GET",
    "/processing/jobs/{job_id}/events",
    grants=[JOBS.get, JOBS.query, MEDIA.get],
    errors=[JobNotFound],
    etag=True,
)
def handler(
    job_id: Id[JobId],
    query: Annotated[EventsQuery, Query()],
    caller: Caller,
    headers: ResponseHeaders,
) -> Page[EventAnswer]:
    """List what happened to a job after the event with the number `after`, the earliest first.

    Events and partial images are kept for a week.
    """
    job = job_status.read(caller.id, job_id)
    if job_status.is_running(job):
        headers["Retry-After"] = ASK_AGAIN
    found = events.page(job, after=query.after, size=query.page_size, position=query.position)
    return found.map(events.answer)
