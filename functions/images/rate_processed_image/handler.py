"""POST /images/processed/{result_id}/rate"""

from uuid import UUID

from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import RateResult, Rating
from splashmy.results.visibility import own_processed
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
    changes.rate(caller.id, result.id, body.rating)
    return Rating(rating=body.rating)
