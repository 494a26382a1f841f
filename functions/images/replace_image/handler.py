"""PUT /images/{image_id}"""

from uuid import UUID

from splashmy.images import edits
from splashmy.images.answers import ImageAnswer
from splashmy.images.edits import EditImage
from splashmy.images.records import ImageNotFound
from splashmy.resources import IMAGES, MEDIA
from splashmy.web import Caller, endpoint


@endpoint(
    "PUT",
    "/images/{image_id}",
    grants=[IMAGES.get, IMAGES.batch_get, IMAGES.put, IMAGES.update, IMAGES.delete, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: UUID, body: EditImage, caller: Caller) -> ImageAnswer:
    """Change the given fields of an image; the others stay, as with PATCH."""
    return ImageAnswer.of(edits.apply(caller.id, str(image_id), body))
