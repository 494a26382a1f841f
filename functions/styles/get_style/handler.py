"""GET /styles/{style_id}"""

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import StyleDetail
from splashmy.web import Id, Visitor, endpoint


@endpoint(
    "GET",
    "/styles/{style_id}",
    grants=[STYLES.query, STYLES.get, MEDIA.get],
    errors=[StyleNotFound],
    etag=True,
    shared_cache=True,
)
def handler(style_id: Id[StyleId], visitor: Visitor) -> StyleDetail:
    """Show a style with its defaults and examples."""
    return responses.style(catalogue.offered(style_id), visitor)
