"""POST /images/{image_id}/report"""

from splashmy.core.ids import ImageId
from splashmy.core.reports import AlreadyReported, CannotReportOwn
from splashmy.core.resources import IMAGES
from splashmy.images import takedowns
from splashmy.images.records import ImageNotFound
from splashmy.results.schemas import ReportContent, Reported
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/images/{image_id}/report",
    message="Report received. A person will look at it.",
    grants=[IMAGES.batch_get, IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete],
    errors=[ImageNotFound, CannotReportOwn, AlreadyReported],
)
def handler(image_id: Id[ImageId], body: ReportContent, caller: Caller) -> Reported:
    """Report a public image of somebody else to the administrators, once.

    What several users reported is hidden until an administrator has looked at it.
    """
    takedowns.report(image_id, caller, body.reason, body.text)
    return Reported(id=image_id, reason=body.reason)
