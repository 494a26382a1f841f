"""GET /processing/jobs/{job_id}/results"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import JobId
from splashmy.core.resources import JOBS, MEDIA, RESULTS
from splashmy.jobs import status
from splashmy.jobs.records import JobNotFound
from splashmy.results import lists
from splashmy.results.schemas import ResultAnswer, own_answer
from splashmy.web import Caller, Id, Page, PageQuery, endpoint


class JobResultsQuery(PageQuery):
    """A job has at most 4 results."""


@endpoint(
    "GET",
    "/processing/jobs/{job_id}/results",
    grants=[JOBS.get, RESULTS.query, RESULTS.batch_get, MEDIA.get],
    errors=[JobNotFound],
)
def handler(
    job_id: Id[JobId], query: Annotated[JobResultsQuery, Query()], caller: Caller
) -> Page[ResultAnswer]:
    """List what a job of the caller made."""
    found = lists.page(
        caller.id,
        lists.of_job(job_id),
        favorites=False,
        size=query.page_size,
        position=query.position,
    )
    if not found.results:
        status.read(caller.id, job_id)
    return found.map(own_answer)
