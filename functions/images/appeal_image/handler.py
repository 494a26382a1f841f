"""POST /images/{image_id}/appeal"""

from pydantic import Field

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES
from splashmy.images import reviews
from splashmy.images.records import ImageNotFound
from splashmy.images.reviews import NotAppealable
from splashmy.images.schemas import ImageAnswer
from splashmy.web import Caller, Id, RequestModel, endpoint


class AppealImage(RequestModel):
    reason: str = Field(default="", max_length=500)


@endpoint(
    "POST",
    "/images/{image_id}/appeal",
    message="Appeal received. A person will look at the image.",
    grants=[IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete],
    errors=[ImageNotFound, NotAppealable],
)
def handler(image_id: Id[ImageId], caller: Caller, body: AppealImage | None = None) -> ImageAnswer:
    """Ask a person to review a rejected image; possible once."""
    return ImageAnswer.of(reviews.appeal(caller.id, image_id, body.reason if body else ""))
