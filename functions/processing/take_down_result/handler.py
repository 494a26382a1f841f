"""POST /processing/results/{result_id}/take-down"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA
from splashmy.images.schemas import ReviewAnswer
from splashmy.results import takedowns
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import TakeDown
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/take-down",
    message="Result taken down.",
    grants=[*takedowns.CHANGE, MEDIA.get],
    errors=[ResultNotFound],
    timeout=29,
)
def handler(result_id: Id[ResultId], body: TakeDown, admin: Admin) -> ReviewAnswer:
    """Hide a public or reported result from everybody but its owner, who is told the reason."""
    return ReviewAnswer.of_result(takedowns.take_down(result_id, body.reason))
