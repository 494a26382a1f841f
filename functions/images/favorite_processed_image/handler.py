"""POST /images/processed/{result_id}/favorite"""

from uuid import UUID

from splashmy.processing import results
from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_requests import Favorite, MarkFavorite
from splashmy.processing.visibility import own_processed
from splashmy.resources import RESULTS
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/images/processed/{result_id}/favorite",
    grants=[RESULTS.get, RESULTS.update, RESULTS.put, RESULTS.delete],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, caller: Caller, body: MarkFavorite | None = None) -> Favorite:
    """Make a result of an image a favourite or not; without a body the other of both."""
    result = own_processed(caller.id, str(result_id))
    wanted = body.is_favorite if body else None
    return Favorite(is_favorite=results.set_favorite(caller.id, result.id, wanted))
