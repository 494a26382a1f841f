"""POST /images/processed/{result_id}/rate"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import RateResult, Rating
from splashmy.results.visibility import own_processed
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/images/processed/{result_id}/rate",
    grants=[RESULTS.get, RESULTS.update],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], body: RateResult, caller: Caller) -> Rating:
    """Rate an own result of an image; a second rating replaces the first."""
    result = own_processed(caller.id, result_id)
    changes.rate(caller.id, result.id, body.rating)
    return Rating(rating=body.rating)
