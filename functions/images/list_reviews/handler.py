"""GET /images/moderation"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import IMAGES, MEDIA, RESULTS
from splashmy.images import review_queue
from splashmy.images.lists import ReviewKind
from splashmy.images.schemas import ReviewAnswer
from splashmy.web import Admin, Page, PageQuery, endpoint


class ReviewsQuery(PageQuery):
    kind: ReviewKind | None = None


@endpoint(
    "GET",
    "/images/moderation",
    grants=[IMAGES.query, IMAGES.batch_get, RESULTS.query, RESULTS.batch_get, MEDIA.get],
)
def handler(query: Annotated[ReviewsQuery, Query()], admin: Admin) -> Page[ReviewAnswer]:
    """List the images and results that wait for a person to look at them, newest first.

    An image was rejected by the machine, or its owner appealed; both kinds of things are reported
    by users.
    """
    page = review_queue.page(query.kind, size=query.page_size, position=query.position)
    return page.map(review_queue.show)
