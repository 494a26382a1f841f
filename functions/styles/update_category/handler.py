"""PUT, PATCH /styles/categories/{category_id}"""

from splashmy.core.ids import CategoryId
from splashmy.core.resources import STYLES
from splashmy.styles import administration, catalogue, responses
from splashmy.styles.records import CategoryNotFound, SlugTaken
from splashmy.styles.schemas import ChangeCategory, ManagedCategory
from splashmy.web import Admin, Id, endpoint


@endpoint(
    ("PUT", "PATCH"),
    "/styles/categories/{category_id}",
    grants=[STYLES.query, STYLES.put, STYLES.update, STYLES.delete],
    errors=[CategoryNotFound, SlugTaken],
    message="Category updated.",
)
def handler(category_id: Id[CategoryId], body: ChangeCategory, admin: Admin) -> ManagedCategory:
    """Change some fields of a category; shown within a minute."""
    administration.change_category(category_id, body)
    return responses.managed_category(catalogue.stored_category(category_id))
