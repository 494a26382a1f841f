"""PUT /styles/{style_id}/examples/{example_id}"""

from uuid import UUID

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import examples, responses
from splashmy.styles.records import ExampleNotFound
from splashmy.styles.schemas import ChangeExample, ExampleAnswer
from splashmy.web import Admin, endpoint


@endpoint(
    "PUT",
    "/styles/{style_id}/examples/{example_id}",
    grants=[STYLES.get, STYLES.put, MEDIA.get],
    errors=[ExampleNotFound],
    message="Example changed",
)
def handler(style_id: UUID, example_id: UUID, body: ChangeExample, admin: Admin) -> ExampleAnswer:
    """Change the caption or the place of an example."""
    return responses.example(examples.change(str(style_id), str(example_id), body))
