"""POST /images/processed/{result_id}/rate"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import RateResult, Rating
from splashmy.processing.visibility import own_processed
from splashmy.resources import RESULTS
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/images/processed/{result_id}/rate",
    grants=[RESULTS.get, RESULTS.update],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, body: RateResult, caller: Caller) -> Rating:
    """Rate an own result of an image; a second rating replaces the first."""
    result = own_processed(caller.id, str(result_id))
    results.rate(caller.id, result.id, body.rating)
    return Rating(rating=body.rating)
