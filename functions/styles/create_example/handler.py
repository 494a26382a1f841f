"""POST /styles/{style_id}/examples"""

from http import HTTPStatus

from splashmy.core.ids import StyleId
from splashmy.core.resources import IMAGES, MEDIA, RESULTS, STYLES
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.results.records import ResultNotFound
from splashmy.styles import examples, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import ExampleAnswer, NewExample
from splashmy.web import Admin, Id, NewId, endpoint


@endpoint(
    "POST",
    "/styles/{style_id}/examples",
    grants=[STYLES.query, STYLES.get, STYLES.put, RESULTS.get, IMAGES.get, MEDIA.get, MEDIA.put],
    errors=[StyleNotFound, ResultNotFound, ImageNotFound, ImageNotReady],
    status=HTTPStatus.CREATED,
    message="Example created.",
)
def handler(style_id: Id[StyleId], body: NewExample, admin: Admin, new_id: NewId) -> ExampleAnswer:
    """Show one of the caller's own results, made in this style, or own images as an example."""
    return responses.example(examples.add(style_id, admin.id, body, new_id))
