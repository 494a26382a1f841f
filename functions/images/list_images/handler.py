"""GET /images"""

from typing import Annotated, Self

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, model_validator

from splashmy.images import lists, pages, tags
from splashmy.images.answers import ImageAnswer, Status
from splashmy.resources import IMAGES, MEDIA
from splashmy.web import Caller, Page, PageQuery, endpoint


class ImagesQuery(PageQuery):
    status: Status | None = None
    tag: str | None = Field(default=None, min_length=1, max_length=50)
    search: str | None = Field(default=None, min_length=1, max_length=255)

    @model_validator(mode="after")
    def _is_one_filter(self) -> Self:
        given = [one for one in (self.status, self.tag, self.search) if one is not None]
        if len(given) > 1:
            raise ValueError("Give one of status, tag and search.")
        return self

    def list_of(self, owner_id: str) -> str:
        if self.status:
            return lists.of_status(owner_id, self.status)
        if self.tag:
            return lists.of_tag(owner_id, tags.slug(self.tag))
        if self.search:
            return lists.of_words(owner_id, " ".join(lists.words(self.search)))
        return lists.of_user(owner_id)


@endpoint("GET", "/images", grants=[IMAGES.query, IMAGES.batch_get, MEDIA.get])
def handler(query: Annotated[ImagesQuery, Query()], caller: Caller) -> Page[ImageAnswer]:
    """List the caller's images, newest first, with one filter at most.

    `tag` is a tag's name or slug. `search` finds one whole word of title, description or file
    name, or a whole title or file name; case and punctuation do not matter.
    """
    found = pages.page(query.list_of(caller.id), query)
    answers = [ImageAnswer.of(image) for image in found.images]
    return Page(answers, found.count, found.next, found.previous)
