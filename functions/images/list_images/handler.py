"""GET /images"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.core import folding
from splashmy.core.ids import UserId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import filters, lists, tags
from splashmy.images.schemas import ImageAnswer, ImageStatus
from splashmy.web import Caller, Page, PageQuery, endpoint


class ImagesQuery(PageQuery):
    status: ImageStatus | None = None
    tag: str | None = Field(default=None, min_length=1, max_length=50)
    search: str | None = Field(default=None, min_length=1, max_length=255)

    def lists_of(self, owner_id: UserId) -> list[str]:
        """The one with the fewest images first, as far as one can tell."""
        words = folding.wanted(self.search) or {""} if self.search else set()
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        names = [lists.of_word(owner_id, word) for word in longest_first]
        if self.tag:
            names.append(lists.of_tag(owner_id, tags.slug(self.tag)))
        if self.status:
            names.append(lists.of_status(owner_id, self.status))
        return names or [lists.of_user(owner_id)]


@endpoint("GET", "/images", grants=[IMAGES.query, IMAGES.batch_get, MEDIA.get])
def handler(query: Annotated[ImagesQuery, Query()], caller: Caller) -> Page[ImageAnswer]:
    """List the caller's images, newest first, by any filters together.

    `tag` is a tag's name or slug. `search` finds images with all of its words in title,
    description or file name; case, accents and punctuation do not matter. Three letters and more
    find the words of titles and file names that begin with them, too. With several filters or words
    over more than 99 images, a page may be short while there is a next, and `count` is the most
    that there can be.
    """
    found = filters.page(query.lists_of(caller.id), query)
    return found.map(ImageAnswer.of)
