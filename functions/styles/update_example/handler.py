"""PUT, PATCH /styles/{style_id}/examples/{example_id}"""

from splashmy.core.ids import ExampleId, StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import examples, responses
from splashmy.styles.records import ExampleNotFound
from splashmy.styles.schemas import ChangeExample, ExampleAnswer
from splashmy.web import Admin, Id, endpoint


@endpoint(
    ("PUT", "PATCH"),
    "/styles/{style_id}/examples/{example_id}",
    grants=[STYLES.get, STYLES.put, MEDIA.get],
    errors=[ExampleNotFound],
    message="Example updated.",
)
def handler(
    style_id: Id[StyleId], example_id: Id[ExampleId], body: ChangeExample, admin: Admin
) -> ExampleAnswer:
    """Change the caption or the place of an example."""
    return responses.example(examples.change(style_id, example_id, body))
