"""PUT /styles/{style_id}/examples/{example_id}"""

from uuid import UUID

from splashmy.resources import MEDIA, STYLES
from splashmy.styles import answers, examples
from splashmy.styles.answers import ExampleAnswer
from splashmy.styles.records import ExampleNotFound
from splashmy.styles.requests import ChangeExample
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
    return answers.example(examples.change(str(style_id), str(example_id), body))
