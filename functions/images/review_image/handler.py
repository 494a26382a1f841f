"""GET /images/{image_id}/review"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import takedowns
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import ReviewAnswer
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "GET",
    "/images/{image_id}/review",
    grants=[IMAGES.batch_get, IMAGES.get, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: Id[ImageId], admin: Admin) -> ReviewAnswer:
    """Show any user's image that is public, waits for a review, or was taken down."""
    return ReviewAnswer.of(takedowns.find(image_id))
