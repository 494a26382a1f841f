"""POST /images/{image_id}/restore"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import takedowns
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import ReviewAnswer
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/images/{image_id}/restore",
    message="Image restored.",
    grants=[IMAGES.batch_get, IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: Id[ImageId], admin: Admin) -> ReviewAnswer:
    """Show an image again that was taken down or hidden, and settle its reports."""
    return ReviewAnswer.of(takedowns.restore(image_id))
