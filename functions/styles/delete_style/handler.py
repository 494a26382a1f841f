"""DELETE /styles/{style_id}"""

from uuid import UUID

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import administration
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import Deleted
from splashmy.web import Admin, endpoint


@endpoint(
    "DELETE",
    "/styles/{style_id}",
    grants=[STYLES.query, STYLES.delete, MEDIA.delete],
    errors=[StyleNotFound],
    message="Style deleted",
)
def handler(style_id: UUID, admin: Admin) -> Deleted:
    """Delete a style with its examples; results made in it keep its name."""
    administration.remove_style(str(style_id))
    return Deleted(id=str(style_id))
