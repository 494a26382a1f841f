"""GET /images/tags"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import IMAGES
from splashmy.images import vocabulary
from splashmy.images.schemas import CountedTagAnswer
from splashmy.web import Page, PageQuery, endpoint


@endpoint("GET", "/images/tags", grants=[IMAGES.query, IMAGES.batch_get], shared_cache=True)
def handler(query: Annotated[PageQuery, Query()]) -> Page[CountedTagAnswer]:
    """List the tags of the public images and those that are curated, by slug."""
    found = vocabulary.page(query)
    return found.map(CountedTagAnswer.model_validate)
