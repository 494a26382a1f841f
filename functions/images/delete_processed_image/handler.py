"""DELETE /images/processed/{result_id}"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import DeletedResult
from splashmy.processing.visibility import own_processed
from splashmy.web import Caller, endpoint


@endpoint(
    "DELETE",
    "/images/processed/{result_id}",
    grants=results.DELETE,
    errors=[ResultNotFound],
    message="The result is deleted.",
    timeout=29,
)
def handler(result_id: UUID, caller: Caller) -> DeletedResult:
    """Delete an own result that came from an image, with its pictures."""
    result = own_processed(caller.id, str(result_id))
    results.delete(caller.id, result.id)
    return DeletedResult(id=result.id)
