"""POST /processing/results/{result_id}/favorite"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import Favorite, MarkFavorite
from splashmy.resources import RESULTS
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/favorite",
    grants=[RESULTS.get, RESULTS.update, RESULTS.put, RESULTS.delete],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, caller: Caller, body: MarkFavorite | None = None) -> Favorite:
    """Make an own result a favourite or not; without a body the other of both."""
    wanted = body.is_favorite if body else None
    return Favorite(is_favorite=results.set_favorite(caller.id, str(result_id), wanted))
