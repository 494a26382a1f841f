"""POST /styles/{style_id}/favorite"""

from splashmy.core.ids import StyleId
from splashmy.core.resources import STYLES
from splashmy.styles import catalogue, favorites
from splashmy.styles.records import StyleNotFound
from splashmy.web import Caller, Id, RequestModel, ResponseModel, endpoint


class FavoriteStyle(RequestModel):
    is_favorite: bool | None = None


class Favorite(ResponseModel):
    is_favorite: bool


@endpoint(
    "POST",
    "/styles/{style_id}/favorite",
    grants=[STYLES.query, STYLES.get, STYLES.update],
    errors=[StyleNotFound],
    message="Favorite saved.",
)
def handler(style_id: Id[StyleId], caller: Caller, body: FavoriteStyle | None = None) -> Favorite:
    """Make a style a favorite, or not; without a body, the opposite of what it is."""
    style = catalogue.offered(style_id).style
    chosen = favorites.choose(caller.id, style.id, body.is_favorite if body else None)
    return Favorite(is_favorite=chosen)
