"""GET /images/public"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import listing, lists, tags
from splashmy.images.schemas import PublicImageAnswer
from splashmy.web import Page, PageQuery, endpoint


class PublicImagesQuery(PageQuery):
    tag: str | None = Field(default=None, min_length=1, max_length=50)


@endpoint("GET", "/images/public", grants=[IMAGES.query, IMAGES.batch_get, MEDIA.get])
def handler(query: Annotated[PublicImagesQuery, Query()]) -> Page[PublicImageAnswer]:
    """List everybody's public images, newest first; `tag` is a tag's name or slug."""
    name = lists.public_with(tags.slug(query.tag)) if query.tag else lists.PUBLIC
    found = listing.public_page(name, query)
    return found.map(PublicImageAnswer.of)
