"""POST /processing/results/{result_id}/restore"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA
from splashmy.images.schemas import ReviewAnswer
from splashmy.results import takedowns
from splashmy.results.records import ResultNotFound
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/restore",
    message="Result restored.",
    grants=[*takedowns.CHANGE, MEDIA.get],
    errors=[ResultNotFound],
    timeout=29,
)
def handler(result_id: Id[ResultId], admin: Admin) -> ReviewAnswer:
    """Show a result again that was taken down or hidden, and settle its reports."""
    return ReviewAnswer.of_result(takedowns.restore(result_id))
