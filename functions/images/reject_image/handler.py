"""POST /images/moderation/{image_id}/reject"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import reviews
from splashmy.images.records import ImageNotFound
from splashmy.images.reviews import NotInReview
from splashmy.images.schemas import ReviewAnswer
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/images/moderation/{image_id}/reject",
    grants=[IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete, MEDIA.get],
    errors=[ImageNotFound, NotInReview],
)
def handler(image_id: Id[ImageId], admin: Admin) -> ReviewAnswer:
    """Confirm that an image stays rejected."""
    return ReviewAnswer.of(reviews.reject(image_id))
