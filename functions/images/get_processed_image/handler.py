"""GET /images/processed/{result_id}"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import ResultAnswer, own_answer
from splashmy.results.visibility import own_processed
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "GET",
    "/images/processed/{result_id}",
    grants=[RESULTS.get, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], caller: Caller) -> ResultAnswer:
    """Show an own result that came from an image."""
    return own_answer(own_processed(caller.id, result_id))
