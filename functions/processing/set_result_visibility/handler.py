"""POST /processing/results/{result_id}/visibility"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.web import Caller, Id, RequestModel, ResponseModel, endpoint


class SetVisibility(RequestModel):
    is_public: bool


class Visibility(ResponseModel):
    is_public: bool


@endpoint(
    "POST",
    "/processing/results/{result_id}/visibility",
    grants=[
        RESULTS.get,
        RESULTS.batch_get,
        RESULTS.query,
        RESULTS.put,
        RESULTS.update,
        RESULTS.delete,
        RESULTS.check,
    ],
    errors=[ResultNotFound],
    timeout=29,
)
def handler(
    result_id: Id[ResultId], caller: Caller, body: SetVisibility | None = None
) -> Visibility:
    """Show an own result to everyone or hide it; without a body the other of both."""
    wanted = body.is_public if body else None
    return Visibility(is_public=changes.set_public(caller.id, result_id, wanted))
