"""GET /images/processed"""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import lists
from splashmy.results.schemas import ResultAnswer, own_answer
from splashmy.web import Caller, Flag, Page, PageQuery, endpoint


class ProcessedImagesQuery(PageQuery):
    original_image: UUID | None = None
    style: UUID | None = None
    favorites: Flag = False


@endpoint("GET", "/images/processed", grants=[RESULTS.query, RESULTS.batch_get, MEDIA.get])
def handler(query: Annotated[ProcessedImagesQuery, Query()], caller: Caller) -> Page[ResultAnswer]:
    """List the results that came from the caller's images, newest first."""
    found = lists.page(
        caller.id,
        lists.processed(
            str(query.original_image) if query.original_image else None,
            str(query.style) if query.style else None,
        ),
        favorites=query.favorites,
        size=query.page_size,
        position=query.position,
    )
    answers = [own_answer(result) for result in found.results]
    return Page(answers, found.count, found.next, found.previous)
