"""POST /processing/results/{result_id}/rate"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import RateResult, Rating
from splashmy.resources import RESULTS
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/rate",
    grants=[RESULTS.update],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, body: RateResult, caller: Caller) -> Rating:
    """Rate an own result; a second rating replaces the first."""
    results.rate(caller.id, str(result_id), body.rating)
    return Rating(rating=body.rating)
