"""GET /processing/jobs/{job_id}/events"""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core import media
from splashmy.core.ids import JobId
from splashmy.core.resources import JOBS, MEDIA
from splashmy.jobs import status as job_status
from splashmy.jobs.records import EventType, JobEvent, JobNotFound, JobStatus
from splashmy.web import Caller, Digits, Id, ResponseHeaders, ResponseModel, Sentence, endpoint

MOST = 100
ASK_AGAIN = "1"  # seconds


class EventAnswer(ResponseModel):
    seq: int
    type: EventType
    created_at: datetime
    status: JobStatus
    partial_image_index: int | None = None
    url: str | None
    message: Sentence


@endpoint(
    "GET",
    "/processing/jobs/{job_id}/events",
    grants=[JOBS.get, JOBS.query, MEDIA.get],
    errors=[JobNotFound],
    etag=True,
)
def handler(
    job_id: Id[JobId],
    caller: Caller,
    headers: ResponseHeaders,
    after: Annotated[int, Field(ge=0, le=999_999), Digits, Query()] = 0,
) -> list[EventAnswer]:
    """Show what happened to a job after event `after`, in order; at most 100 events.

    Events and partial images are kept for a week.
    """
    job = job_status.read(caller.id, job_id)
    if job_status.is_running(job):
        headers["Retry-After"] = ASK_AGAIN
    pk, first = JobEvent.key(job.id, after + 1)
    found = JobEvent.query(pk, JobEvent.sk >= first, limit=MOST, consistent_read=True)
    return [_answer(event) for event in found]


def _answer(event: JobEvent) -> EventAnswer:
    url = media.url(event.media_key) if event.media_key else None
    return EventAnswer.model_validate({**event.attribute_values, "url": url})
