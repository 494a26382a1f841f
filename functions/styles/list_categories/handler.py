"""GET /styles/categories"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.schemas import CategoryAnswer
from splashmy.web import Page, endpoint
from splashmy.web.pages import NumberedQuery, paged


@endpoint("GET", "/styles/categories", grants=[STYLES.query], etag=True, shared_cache=True)
def handler(query: Annotated[NumberedQuery, Query()]) -> Page[CategoryAnswer]:
    """List the categories of the style catalogue."""
    return paged(catalogue.categories(), query).map(responses.category)
