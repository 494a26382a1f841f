"""PUT, PATCH /styles/{style_id}"""

from splashmy.core.ids import StyleId
from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import administration, catalogue, responses
from splashmy.styles.records import CategoryNotFound, SlugTaken, StyleNotFound
from splashmy.styles.schemas import ChangeStyle, ManagedStyle
from splashmy.web import Admin, Id, endpoint


@endpoint(
    ("PUT", "PATCH"),
    "/styles/{style_id}",
    grants=[STYLES.query, STYLES.put, STYLES.update, STYLES.delete, MEDIA.get],
    errors=[StyleNotFound, CategoryNotFound, SlugTaken],
    message="Style updated.",
)
def handler(style_id: Id[StyleId], body: ChangeStyle, admin: Admin) -> ManagedStyle:
    """Change some fields of a style; shown within a minute."""
    administration.change_style(style_id, body)
    return responses.managed_style(catalogue.stored_style(style_id))
