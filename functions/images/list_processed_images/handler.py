"""GET /images/processed"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import ImageId, StyleId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import lists
from splashmy.results.schemas import ResultAnswer, own_answer
from splashmy.web import Caller, Flag, Id, Page, PageQuery, endpoint


class ProcessedImagesQuery(PageQuery):
    original_image: Id[ImageId] | None = None
    style: Id[StyleId] | None = None
    favorites: Flag = False


@endpoint("GET", "/images/processed", grants=[RESULTS.query, RESULTS.batch_get, MEDIA.get])
def handler(query: Annotated[ProcessedImagesQuery, Query()], caller: Caller) -> Page[ResultAnswer]:
    """List the results that came from the caller's images, newest first."""
    found = lists.page(
        caller.id,
        lists.processed(query.original_image, query.style),
        favorites=query.favorites,
        size=query.page_size,
        position=query.position,
    )
    return found.map(own_answer)
