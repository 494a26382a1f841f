"""GET /styles/{style_id}"""

from uuid import UUID

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import StyleDetail
from splashmy.web import Visitor, endpoint


@endpoint(
    "GET",
    "/styles/{style_id}",
    grants=[STYLES.query, STYLES.get, MEDIA.get],
    errors=[StyleNotFound],
    etag=True,
)
def handler(style_id: UUID, visitor: Visitor) -> StyleDetail:
    """Show a style with its defaults and examples."""
    return responses.style(catalogue.offered(str(style_id)), visitor)
