"""What happened to a job, in order."""

from datetime import datetime

from splashmy.core import media
from splashmy.core.lists import Page
from splashmy.core.records import Position, query_slice
from splashmy.jobs.records import EventType, Job, JobEvent, JobStatus
from splashmy.web import ResponseModel, Sentence

LAST = 999_999


class EventAnswer(ResponseModel):
    """`url` is there for partial images."""

    seq: int
    type: EventType
    created_at: datetime
    status: JobStatus
    partial_image_index: int | None = None
    url: str | None
    urls_expire_at: datetime | None
    message: Sentence


def page(job: Job, *, after: int, size: int, position: Position | None) -> Page[JobEvent]:
    """The events after the one with the number `after`, the earliest first; one Query.

    Numbers have no gaps, so that how many there are follows from the job. A week after they were
    written the earliest are gone: what is found then tells how many.
    """
    (pk, first), (_, last) = JobEvent.key(job.id, after + 1), JobEvent.key(job.id, LAST)
    found = query_slice(
        JobEvent,
        pk,
        range_key_condition=JobEvent.sk.between(first, last),
        size=size,
        position=position,
        descending=False,
        consistent=True,
    )
    is_whole = not (found.next or found.previous)
    count = len(found.records) if is_whole else max(0, int(job.event_count) - after)
    return Page(found.records, count, found.next, found.previous)


def without_picture(event: JobEvent) -> EventAnswer:
    urls = {"url": None, "urls_expire_at": None}
    return EventAnswer.model_validate(event.attribute_values | urls)


def answer(event: JobEvent) -> EventAnswer:
    url = media.url(event.media_key) if event.media_key else None
    urls = {"url": url, "urls_expire_at": media.urls_expire_at() if url else None}
    return EventAnswer.model_validate(event.attribute_values | urls)
