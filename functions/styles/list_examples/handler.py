"""GET /styles/{style_id}/examples"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import ExampleAnswer
from splashmy.web import Id, Page, endpoint
from splashmy.web.pages import NumberedQuery, paged


@endpoint(
    "GET",
    "/styles/{style_id}/examples",
    grants=[STYLES.query, MEDIA.get],
    errors=[StyleNotFound],
    etag=True,
    shared_cache=True,
)
def handler(style_id: Id[StyleId], query: Annotated[NumberedQuery, Query()]) -> Page[ExampleAnswer]:
    """List pictures before and after a style."""
    listed = catalogue.offered(style_id)
    return paged(listed.examples, query).map(responses.example)
