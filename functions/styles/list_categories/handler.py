"""GET /styles/categories"""

from splashmy.resources import STYLES
from splashmy.styles import catalogue
from splashmy.web import ResponseModel, endpoint


class CategoryAnswer(ResponseModel):
    id: str
    name: str
    slug: str
    description: str
    icon: str
    color: str
    sort_order: int
    styles_count: int


@endpoint("GET", "/styles/categories", grants=[STYLES.query], etag=True)
def handler() -> list[CategoryAnswer]:
    """List the categories of the style catalogue."""
    return [CategoryAnswer.model_validate(one) for one in catalogue.categories()]
