"""POST /styles/categories"""

from http import HTTPStatus

from splashmy.core.ids import CategoryId
from splashmy.core.resources import STYLES
from splashmy.styles import administration, catalogue, responses
from splashmy.styles.records import SlugTaken
from splashmy.styles.schemas import ManagedCategory, NewCategory
from splashmy.web import Admin, NewId, endpoint


@endpoint(
    "POST",
    "/styles/categories",
    grants=[STYLES.put, STYLES.query],
    errors=[SlugTaken],
    status=HTTPStatus.CREATED,
    message="Category created.",
)
def handler(body: NewCategory, admin: Admin, new_id: NewId) -> ManagedCategory:
    """Create a category; shown within a minute."""
    category_id = administration.add_category(body, new_id)
    return responses.managed_category(catalogue.stored_category(CategoryId(category_id)))
