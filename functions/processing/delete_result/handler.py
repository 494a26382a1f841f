"""DELETE /processing/results/{result_id}"""

from uuid import UUID

from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import DeletedResult
from splashmy.web import Caller, endpoint


@endpoint(
    "DELETE",
    "/processing/results/{result_id}",
    grants=changes.DELETE,
    errors=[ResultNotFound],
    message="The result is deleted.",
    timeout=29,
)
def handler(result_id: UUID, caller: Caller) -> DeletedResult:
    """Delete an own result with its pictures."""
    changes.delete(caller.id, str(result_id))
    return DeletedResult(id=str(result_id))
