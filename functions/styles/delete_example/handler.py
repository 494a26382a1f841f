"""DELETE /styles/{style_id}/examples/{example_id}"""

from uuid import UUID

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import examples
from splashmy.styles.records import ExampleNotFound
from splashmy.styles.schemas import Deleted
from splashmy.web import Admin, endpoint


@endpoint(
    "DELETE",
    "/styles/{style_id}/examples/{example_id}",
    grants=[STYLES.get, STYLES.delete, MEDIA.delete],
    errors=[ExampleNotFound],
    message="Example deleted",
)
def handler(style_id: UUID, example_id: UUID, admin: Admin) -> Deleted:
    """Delete an example and its pictures."""
    examples.remove(str(style_id), str(example_id))
    return Deleted(id=str(example_id))
