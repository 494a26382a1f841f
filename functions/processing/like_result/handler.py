"""POST /processing/results/{result_id}/like"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import RESULTS
from splashmy.results import likes
from splashmy.results.likes import ResultNotPublic
from splashmy.results.records import ResultNotFound
from splashmy.web import Caller, Id, RequestModel, ResponseModel, endpoint


class LikeResult(RequestModel):
    liked: bool


class LikesAnswer(ResponseModel):
    liked: bool
    like_count: int


@endpoint(
    "POST",
    "/processing/results/{result_id}/like",
    grants=[RESULTS.batch_get, RESULTS.put, RESULTS.update, RESULTS.delete, RESULTS.check],
    errors=[ResultNotFound, ResultNotPublic],
)
def handler(result_id: Id[ResultId], caller: Caller, body: LikeResult | None = None) -> LikesAnswer:
    """Like a public result or not; without a body the other of both."""
    wanted = body.liked if body else None
    return LikesAnswer.model_validate(likes.like(result_id, caller, wanted))
