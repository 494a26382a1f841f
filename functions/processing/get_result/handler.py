"""GET /processing/results/{result_id}"""

from uuid import UUID

from splashmy.processing.records import ResultNotFound
from splashmy.processing.result_answers import ResultAnswer, answer
from splashmy.processing.visibility import see
from splashmy.resources import MEDIA, RESULTS
from splashmy.web import Visitor, endpoint


@endpoint(
    "GET",
    "/processing/results/{result_id}",
    grants=[RESULTS.batch_get, MEDIA.get],
    errors=[ResultNotFound],
)
def handler(result_id: UUID, visitor: Visitor) -> ResultAnswer:
    """Show a public result to anyone, a private one to its owner."""
    return answer(see(str(result_id), visitor))
