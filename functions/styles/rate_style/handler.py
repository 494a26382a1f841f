"""POST /styles/{style_id}/rate"""

from pydantic import Field

from splashmy.core.ids import StyleId
from splashmy.core.resources import STYLES
from splashmy.styles import catalogue, ratings
from splashmy.styles.records import StyleNotFound
from splashmy.web import Caller, Id, RequestModel, ResponseModel, endpoint


class RateStyle(RequestModel):
    rating: int = Field(ge=1, le=5)
    comment: str = Field(default="", max_length=500)


class StyleRating(ResponseModel):
    rating: int
    average_rating: float
    total_ratings: int


@endpoint(
    "POST",
    "/styles/{style_id}/rate",
    grants=[STYLES.query, STYLES.get, STYLES.update],
    errors=[StyleNotFound],
    message="Rating saved.",
)
def handler(style_id: Id[StyleId], body: RateStyle, caller: Caller) -> StyleRating:
    """Rate a style; a second rating replaces the first."""
    style = catalogue.offered(style_id).style
    totals = ratings.rate(caller.id, style.id, rating=body.rating, comment=body.comment)
    return StyleRating(
        rating=body.rating,
        average_rating=totals.average_rating,
        total_ratings=totals.total_ratings,
    )
