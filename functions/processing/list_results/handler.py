"""GET /processing/results"""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import JobId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import lists
from splashmy.results.schemas import ResultAnswer, own_answer
from splashmy.web import Caller, Flag, Id, Page, PageQuery, endpoint


class ResultsQuery(PageQuery):
    job_id: Id[JobId] | None = None
    favorites: Flag = False
    order: Literal["newest"] = "newest"


@endpoint("GET", "/processing/results", grants=[RESULTS.query, RESULTS.batch_get, MEDIA.get])
def handler(query: Annotated[ResultsQuery, Query()], caller: Caller) -> Page[ResultAnswer]:
    """List the caller's own results, newest first."""
    found = lists.page(
        caller.id,
        lists.of_job(query.job_id) if query.job_id else lists.ALL,
        favorites=query.favorites,
        size=query.page_size,
        position=query.position,
    )
    return found.map(own_answer)
