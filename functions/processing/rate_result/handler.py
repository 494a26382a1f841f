"""POST /processing/results/{result_id}/rate, /images/processed/{result_id}/rate"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import RateResult, Rating
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/rate",
    "/images/processed/{result_id}/rate",
    grants=[RESULTS.update],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], body: RateResult, caller: Caller) -> Rating:
    """Rate an own result; a second rating replaces the first."""
    changes.rate(caller.id, result_id, body.rating)
    return Rating(rating=body.rating)
