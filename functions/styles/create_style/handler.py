"""POST /styles"""

from http import HTTPStatus

from splashmy.core.ids import StyleId
from splashmy.core.resources import STYLES
from splashmy.styles import administration, catalogue, responses
from splashmy.styles.records import CategoryNotFound, SlugTaken
from splashmy.styles.schemas import ManagedStyle, NewStyle
from splashmy.web import Admin, NewId, endpoint


@endpoint(
    "POST",
    "/styles",
    grants=[STYLES.query, STYLES.put, STYLES.update],
    errors=[CategoryNotFound, SlugTaken],
    status=HTTPStatus.CREATED,
    message="Style created.",
)
def handler(body: NewStyle, admin: Admin, new_id: NewId) -> ManagedStyle:
    """Create a style; offered within a minute."""
    style_id = administration.add_style(body, new_id)
    return responses.managed_style(catalogue.stored_style(StyleId(style_id)))
