"""GET /processing/jobs/list"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import JOBS, MEDIA, RESULTS
from splashmy.jobs import listing, schemas
from splashmy.jobs.listing import JobsQuery
from splashmy.jobs.schemas import JobAnswer
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
        RESULTS.batch_get,
        MEDIA.get,
    ],
)
def handler(query: Annotated[JobsQuery, Query()], caller: Caller) -> Page[JobAnswer]:
    """List the caller's own jobs, newest first."""
    found = listing.page(caller.id, query)
    return found.map(lambda one: schemas.answer(one.job, first_result=one.first_result))
