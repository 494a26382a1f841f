"""GET /styles"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, listing, responses
from splashmy.styles.listing import StyleOrder
from splashmy.styles.schemas import StyleAnswer
from splashmy.web import Flag, Page, Visitor, endpoint
from splashmy.web.pages import NumberedQuery, paged


class StyleQuery(NumberedQuery):
    category: str | None = Field(default=None, max_length=100, description="Its slug or id.")
    premium: Flag | None = None
    search: str | None = Field(default=None, max_length=100)
    order: StyleOrder = StyleOrder.POPULARITY


@endpoint(
    "GET",
    "/styles",
    grants=[STYLES.query, STYLES.batch_get, MEDIA.get],
    etag=True,
    shared_cache=True,
)
def handler(query: Annotated[StyleQuery, Query()], visitor: Visitor) -> Page[StyleAnswer]:
    """List the styles; what the caller thinks of them is filled in when signed in."""
    found = listing.matching(
        catalogue.current().offered,
        category=query.category,
        premium=query.premium,
        search=query.search,
    )
    page = paged(listing.ordered(found, query.order), query)
    return responses.styles(page, visitor)
