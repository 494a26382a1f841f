"""DELETE /styles/{style_id}"""

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import administration
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import Deleted
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "DELETE",
    "/styles/{style_id}",
    grants=[STYLES.query, STYLES.delete, MEDIA.delete],
    errors=[StyleNotFound],
    message="Style deleted.",
)
def handler(style_id: Id[StyleId], admin: Admin) -> Deleted:
    """Delete a style with its examples; results made in it keep its name."""
    administration.remove_style(style_id)
    return Deleted(id=style_id)
