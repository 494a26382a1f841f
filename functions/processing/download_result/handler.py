"""GET /processing/results/{result_id}/download"""

from uuid import UUID

from splashmy.processing import downloads
from splashmy.processing.downloads import Download
from splashmy.processing.records import ResultNotFound
from splashmy.resources import MEDIA, RESULTS
from splashmy.web import Caller, endpoint


@endpoint(
    "GET",
    "/processing/results/{result_id}/download",
    grants=[RESULTS.batch_get, RESULTS.update, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, caller: Caller) -> Download:
    """Get a link to the original of an own result, or to the display size of a public one."""
    return downloads.download(str(result_id), caller)
