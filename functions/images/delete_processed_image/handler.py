"""DELETE /images/processed/{result_id}"""

from splashmy.core.ids import ResultId
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import DeletedResult
from splashmy.results.visibility import own_processed
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "DELETE",
    "/images/processed/{result_id}",
    grants=changes.DELETE,
    errors=[ResultNotFound],
    message="The result is deleted.",
    timeout=29,
)
def handler(result_id: Id[ResultId], caller: Caller) -> DeletedResult:
    """Delete an own result that came from an image, with its pictures."""
    result = own_processed(caller.id, result_id)
    changes.delete(caller.id, result.id)
    return DeletedResult(id=result.id)
