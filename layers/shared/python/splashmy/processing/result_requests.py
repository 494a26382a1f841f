"""What is asked of a result and answered, from its own side and from its image's."""

from pydantic import Field

from splashmy.web import RequestModel, ResponseModel


class MarkFavorite(RequestModel):
    is_favorite: bool


class Favorite(ResponseModel):
    is_favorite: bool


class RateResult(RequestModel):
    rating: int = Field(ge=1, le=5)


class Rating(ResponseModel):
    rating: int


class DeletedResult(ResponseModel):
    id: str
