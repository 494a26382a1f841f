"""GET /processing/results/liked"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import listing
from splashmy.results.feed import Period
from splashmy.results.listing import Order
from splashmy.results.schemas import ResultAnswer, answer
from splashmy.web import Caller, Page, PageQuery, endpoint


class LikedResultsQuery(PageQuery):
    order: Order = Order.NEWEST
    period: Period = Period.ALL


@endpoint("GET", "/processing/results/liked", grants=[RESULTS.query, RESULTS.batch_get, MEDIA.get])
def handler(query: Annotated[LikedResultsQuery, Query()], caller: Caller) -> Page[ResultAnswer]:
    """List the public results that the caller likes.

    Ordered by likes, these are the 100 newest of the period.
    """
    list_page = listing.most_liked if query.order is Order.LIKES else listing.liked
    found = list_page(caller, query.period, size=query.page_size, position=query.position)
    return found.map(answer)
