"""DELETE /processing/results/{result_id}"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import DeletedResult
from splashmy.web import Caller, endpoint


@endpoint(
    "DELETE",
    "/processing/results/{result_id}",
    grants=results.DELETE,
    errors=[ResultNotFound],
    message="The result is deleted.",
    timeout=29,
)
def handler(result_id: UUID, caller: Caller) -> DeletedResult:
    """Delete an own result with its pictures."""
    results.delete(caller.id, str(result_id))
    return DeletedResult(id=str(result_id))
