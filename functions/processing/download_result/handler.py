"""GET /processing/results/{result_id}/download"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results import downloads
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import Download
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "GET",
    "/processing/results/{result_id}/download",
    grants=[RESULTS.batch_get, RESULTS.update, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], caller: Caller) -> Download:
    """Get a link to the original of an own result, or to the display size of a public one."""
    return downloads.download(result_id, caller)
