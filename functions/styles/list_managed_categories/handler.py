"""GET /styles/categories/managed"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.schemas import ManagedCategory
from splashmy.web import Admin, Page, endpoint
from splashmy.web.pages import NumberedQuery, paged


@endpoint("GET", "/styles/categories/managed", grants=[STYLES.query])
def handler(query: Annotated[NumberedQuery, Query()], admin: Admin) -> Page[ManagedCategory]:
    """List every category as it is stored, also those that are not shown."""
    return paged(catalogue.stored_categories(), query).map(responses.managed_category)
