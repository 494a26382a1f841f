"""GET /images/moderation"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import listing, lists
from splashmy.images.schemas import ReviewAnswer
from splashmy.web import Admin, Page, PageQuery, endpoint


@endpoint("GET", "/images/moderation", grants=[IMAGES.query, IMAGES.batch_get, MEDIA.get])
def handler(query: Annotated[PageQuery, Query()], admin: Admin) -> Page[ReviewAnswer]:
    """List the rejected images that wait for a person to look at them, newest first."""
    found = listing.page(lists.REVIEWS, query)
    return found.map(ReviewAnswer.of)
