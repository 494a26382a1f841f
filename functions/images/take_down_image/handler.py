"""POST /images/{image_id}/take-down"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import takedowns
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import ReviewAnswer
from splashmy.results.schemas import TakeDown
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/images/{image_id}/take-down",
    message="Image taken down.",
    grants=[IMAGES.batch_get, IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: Id[ImageId], body: TakeDown, admin: Admin) -> ReviewAnswer:
    """Hide a public or reported image from everybody but its owner, who is told the reason."""
    return ReviewAnswer.of(takedowns.take_down(image_id, body.reason))
