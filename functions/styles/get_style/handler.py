"""GET /styles/{style_id}"""

from uuid import UUID

from splashmy.resources import MEDIA, STYLES
from splashmy.styles import answers, catalogue
from splashmy.styles.answers import StyleDetail
from splashmy.styles.records import StyleNotFound
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
    return answers.style(catalogue.offered(str(style_id)), visitor)
