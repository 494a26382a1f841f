"""DELETE /images/{image_id}"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES
from splashmy.images import deletions
from splashmy.images.records import ImageNotFound
from splashmy.web import Caller, Id, ResponseModel, endpoint


class DeletedImage(ResponseModel):
    id: ImageId


@endpoint(
    "DELETE",
    "/images/{image_id}",
    message="Image deleted.",
    grants=[IMAGES.put, *deletions.DELETE_RESULTS],
    errors=[ImageNotFound],
    timeout=29,
)
def handler(image_id: Id[ImageId], caller: Caller) -> DeletedImage:
    """Delete an image and all results that were made from it."""
    deletions.delete(caller.id, image_id)
    return DeletedImage(id=image_id)
