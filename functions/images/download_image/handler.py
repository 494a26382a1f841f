"""GET /images/{image_id}/download"""

from splashmy.core.ids import ImageId
from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import downloads
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.results.schemas import Download
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "GET",
    "/images/{image_id}/download",
    grants=[IMAGES.batch_get, IMAGES.get, IMAGES.update, MEDIA.get],
    errors=[ImageNotFound, ImageNotReady],
)
def handler(image_id: Id[ImageId], caller: Caller) -> Download:
    """Get a short-lived link to the picture of an own or a public image."""
    return downloads.download(image_id, caller.id)
