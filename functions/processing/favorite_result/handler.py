"""POST /processing/results/{result_id}/favorite, /images/processed/{result_id}/favorite"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import RESULTS
from splashmy.results import changes
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import Favorite, MarkFavorite
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/favorite",
    "/images/processed/{result_id}/favorite",
    grants=[RESULTS.get, RESULTS.update, RESULTS.put, RESULTS.delete],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], caller: Caller, body: MarkFavorite | None = None) -> Favorite:
    """Make an own result a favourite or not; without a body the other of both."""
    wanted = body.is_favorite if body else None
    return Favorite(is_favorite=changes.set_favorite(caller.id, result_id, wanted))
