"""DELETE /images/tags/{slug}"""

from typing import Annotated
from urllib.parse import unquote

from aws_lambda_powertools.event_handler.openapi.params import Path

from splashmy.core.resources import IMAGES
from splashmy.images import tags, vocabulary
from splashmy.images.vocabulary import TagNotFound
from splashmy.web import Admin, ResponseModel, endpoint


class DeletedTag(ResponseModel):
    slug: str


@endpoint(
    "DELETE",
    "/images/tags/{slug}",
    message="Tag deleted.",
    grants=[IMAGES.put, IMAGES.update, IMAGES.delete],
    errors=[TagNotFound],
)
def handler(slug: Annotated[str, Path(max_length=150)], admin: Admin) -> DeletedTag:
    """Delete a tag from the public vocabulary, which it enters again only through POST.

    Images keep it, and are found by it.
    """
    vocabulary.remove(tags.slug(unquote(slug)))
    return DeletedTag(slug=slug)
