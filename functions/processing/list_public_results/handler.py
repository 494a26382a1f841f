"""GET /processing/results/public"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import listing
from splashmy.results.feed import Period
from splashmy.results.listing import INDEXES, Order
from splashmy.results.schemas import ResultAnswer, answer
from splashmy.web import Id, Page, PageQuery, Visitor, endpoint


class PublicResultsQuery(PageQuery):
    order: Order = Order.NEWEST
    period: Period = Period.ALL
    style: Id[StyleId] | None = None
    author: str | None = Field(default=None, min_length=1, max_length=30)


@endpoint(
    "GET",
    "/processing/results/public",
    grants=[
        RESULTS.query,
        *(RESULTS.query_index(name) for name in INDEXES.values()),
        RESULTS.batch_get,
        MEDIA.get,
    ],
)
def handler(query: Annotated[PublicResultsQuery, Query()], visitor: Visitor) -> Page[ResultAnswer]:
    """List everybody's public results.

    `style` is a style's id, `author` a username. A period is the present UTC day, ISO week or
    month; results belong to the one they were made in.
    """
    found = listing.public(
        query.order,
        query.period,
        visitor,
        style_id=query.style,
        author=query.author,
        size=query.page_size,
        position=query.position,
    )
    return found.map(answer)
