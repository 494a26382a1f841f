"""GET /images/{image_id}"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import changes
from splashmy.images.records import ImageNotFound
from splashmy.images.schemas import AnyImage, ImageAnswer, PublicImageAnswer
from splashmy.web import Caller, Id, ResponseHeaders, endpoint

ASK_AGAIN = "1"  # seconds


@endpoint(
    "GET",
    "/images/{image_id}",
    grants=[IMAGES.batch_get, IMAGES.get, MEDIA.get],
    errors=[ImageNotFound],
)
def handler(image_id: Id[ImageId], caller: Caller, headers: ResponseHeaders) -> AnyImage:
    """Show an image of the caller's own, or what anybody may see of a public one."""
    image = changes.see(image_id, caller.id)
    if image.status == "processing":
        headers["Retry-After"] = ASK_AGAIN
    answer = ImageAnswer if image.owner_id == caller.id else PublicImageAnswer
    return answer.of(image)
