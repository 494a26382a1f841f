"""PUT /styles/categories/{category_id}"""

from uuid import UUID

from splashmy.core.resources import STYLES
from splashmy.styles import administration, catalogue, responses
from splashmy.styles.records import CategoryNotFound, SlugTaken
from splashmy.styles.schemas import ChangeCategory, ManagedCategory
from splashmy.web import Admin, endpoint


@endpoint(
    "PUT",
    "/styles/categories/{category_id}",
    grants=[STYLES.query, STYLES.put, STYLES.update, STYLES.delete],
    errors=[CategoryNotFound, SlugTaken],
    message="Category changed",
)
def handler(category_id: UUID, body: ChangeCategory, admin: Admin) -> ManagedCategory:
    """Change some fields of a category; shown within a minute."""
    administration.change_category(str(category_id), body)
    return responses.managed_category(catalogue.stored_category(str(category_id)))
