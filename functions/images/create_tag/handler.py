"""POST /images/tags"""

from http import HTTPStatus

from pydantic import Field

from splashmy.core.resources import IMAGES
from splashmy.images import vocabulary
from splashmy.images.schemas import CountedTagAnswer, TagName
from splashmy.images.vocabulary import TagExists
from splashmy.web import Admin, NewId, RequestModel, endpoint


class CreateTag(RequestModel):
    name: TagName
    description: str = Field(default="", max_length=500)


@endpoint(
    "POST",
    "/images/tags",
    status=HTTPStatus.CREATED,
    grants=[IMAGES.batch_get, IMAGES.put, IMAGES.update, IMAGES.delete],
    errors=[TagExists],
)
def handler(body: CreateTag, admin: Admin, new_id: NewId) -> CountedTagAnswer:
    """Add a tag to the public vocabulary, where it stays even while no image carries it."""
    return CountedTagAnswer.model_validate(vocabulary.curate(body.name, body.description, new_id))
