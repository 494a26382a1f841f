"""POST /processing/results/{result_id}/rate"""

from uuid import UUID

from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import RateResult, Rating
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/rate",
    grants=[RESULTS.update],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, body: RateResult, caller: Caller) -> Rating:
    """Rate an own result; a second rating replaces the first."""
    changes.rate(caller.id, str(result_id), body.rating)
    return Rating(rating=body.rating)
