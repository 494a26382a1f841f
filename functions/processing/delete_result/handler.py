"""DELETE /processing/results/{result_id}, /images/processed/{result_id}"""

from splashmy.core.ids import ResultId
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import DeletedResult
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "DELETE",
    "/processing/results/{result_id}",
    "/images/processed/{result_id}",
    grants=changes.DELETE,
    errors=[ResultNotFound],
    message="Result deleted.",
    timeout=29,
)
def handler(result_id: Id[ResultId], caller: Caller) -> DeletedResult:
    """Delete an own result with its pictures."""
    changes.delete(caller.id, result_id)
    return DeletedResult(id=result_id)
