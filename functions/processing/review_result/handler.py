"""GET /processing/results/{result_id}/review"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.images.schemas import ReviewAnswer
from splashmy.results import reviews
from splashmy.results.records import ResultNotFound
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "GET",
    "/processing/results/{result_id}/review",
    grants=[RESULTS.batch_get, RESULTS.get, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], admin: Admin) -> ReviewAnswer:
    """Show any user's result that is public, waits for a review, or was taken down."""
    return ReviewAnswer.of_result(reviews.found(result_id))
