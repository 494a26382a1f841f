"""GET /styles/popular"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, listing, responses
from splashmy.styles.listing import StyleOrder
from splashmy.styles.schemas import StyleAnswer
from splashmy.web import Page, Visitor, endpoint
from splashmy.web.pages import NumberedQuery, paged

MOST = 20


@endpoint(
    "GET",
    "/styles/popular",
    grants=[STYLES.query, STYLES.batch_get, MEDIA.get],
    etag=True,
    shared_cache=True,
)
def handler(query: Annotated[NumberedQuery, Query()], visitor: Visitor) -> Page[StyleAnswer]:
    """List the 20 most popular styles, by the score that is renewed every 30 minutes."""
    popular = listing.ordered(catalogue.current().offered, StyleOrder.POPULARITY)
    return responses.styles(paged(popular[:MOST], query), visitor)
