"""GET /images/{image_id}"""

from uuid import UUID

from splashmy.images import library
from splashmy.images.answers import ImageAnswer
from splashmy.images.records import ImageNotFound
from splashmy.resources import IMAGES, MEDIA
from splashmy.web import Caller, endpoint


@endpoint("GET", "/images/{image_id}", grants=[IMAGES.get, MEDIA.get], errors=[ImageNotFound])
def handler(image_id: UUID, caller: Caller) -> ImageAnswer:
    """Show one of the caller's images."""
    return ImageAnswer.of(library.find(caller.id, str(image_id)))
