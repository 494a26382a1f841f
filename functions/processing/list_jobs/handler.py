"""GET /processing/jobs/list"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.processing import answers, job_lists
from splashmy.processing.answers import JobAnswer
from splashmy.processing.job_lists import JobsQuery
from splashmy.resources import JOBS, MEDIA
from splashmy.web import Caller, Page, endpoint


@endpoint(
    "GET",
    "/processing/jobs/list",
    "/processing/jobs",
    grants=[
        JOBS.query,
        JOBS.query_index("by_status"),
        JOBS.query_index("by_type"),
        JOBS.query_index("by_type_and_status"),
        JOBS.batch_get,
        MEDIA.get,
    ],
)
def handler(query: Annotated[JobsQuery, Query()], caller: Caller) -> Page[JobAnswer]:
    """List the caller's own jobs, newest first."""
    found, count = job_lists.page(caller.id, query)
    return Page([answers.answer(job) for job in found.records], count, found.next, found.previous)
