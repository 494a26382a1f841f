"""GET /processing/results/{result_id}"""

from splashmy.core.ids import ResultId
from splashmy.core.resources import MEDIA, RESULTS
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import ResultAnswer, answer
from splashmy.results.visibility import see
from splashmy.web import Id, Visitor, endpoint


@endpoint(
    "GET",
    "/processing/results/{result_id}",
    grants=[RESULTS.batch_get, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: Id[ResultId], visitor: Visitor) -> ResultAnswer:
    """Show a public result to anyone, a private one to its owner."""
    return answer(see(result_id, visitor))
