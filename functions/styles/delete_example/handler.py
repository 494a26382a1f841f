"""DELETE /styles/{style_id}/examples/{example_id}"""

from splashmy.core.ids import ExampleId, StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import examples
from splashmy.styles.records import ExampleNotFound
from splashmy.styles.schemas import Deleted
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "DELETE",
    "/styles/{style_id}/examples/{example_id}",
    grants=[STYLES.get, STYLES.delete, MEDIA.delete],
    errors=[ExampleNotFound],
    message="Example deleted.",
)
def handler(style_id: Id[StyleId], example_id: Id[ExampleId], admin: Admin) -> Deleted:
    """Delete an example and its pictures."""
    examples.remove(style_id, example_id)
    return Deleted(id=example_id)
