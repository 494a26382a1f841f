"""GET /styles/managed"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.schemas import ManagedStyle
from splashmy.web import Admin, Page, endpoint
from splashmy.web.pages import NumberedQuery, paged


@endpoint("GET", "/styles/managed", grants=[STYLES.query, MEDIA.get])
def handler(query: Annotated[NumberedQuery, Query()], admin: Admin) -> Page[ManagedStyle]:
    """List every style as it is stored, also those that are not offered."""
    return paged(catalogue.stored_styles(), query).map(responses.managed_style)
