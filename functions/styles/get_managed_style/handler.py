"""GET /styles/{style_id}/managed"""

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import ManagedStyle
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "GET",
    "/styles/{style_id}/managed",
    grants=[STYLES.query, MEDIA.get],
    errors=[StyleNotFound],
)
def handler(style_id: Id[StyleId], admin: Admin) -> ManagedStyle:
    """Show a style as it is stored, with its prompt template; also one that is not offered."""
    return responses.managed_style(catalogue.stored_style(style_id))
