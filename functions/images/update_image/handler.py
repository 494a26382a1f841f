"""PATCH, PUT /images/{image_id}"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import changes
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import EditImage, ImageAnswer
from splashmy.web import Caller, Id, endpoint


@endpoint(
    ("PATCH", "PUT"),
    "/images/{image_id}",
    grants=[IMAGES.get, IMAGES.batch_get, IMAGES.put, IMAGES.update, IMAGES.delete, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: Id[ImageId], body: EditImage, caller: Caller) -> ImageAnswer:
    """Change the given fields of an image, and leave the rest."""
    return ImageAnswer.of(changes.apply(caller.id, image_id, body))
