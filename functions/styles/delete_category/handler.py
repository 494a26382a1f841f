"""DELETE /styles/categories/{category_id}"""

from splashmy.core.ids import CategoryId
from splashmy.core.resources import STYLES
from splashmy.styles import administration
from splashmy.styles.records import CategoryNotEmpty, CategoryNotFound
from splashmy.styles.schemas import Deleted
from splashmy.web import Admin, Id, endpoint


@endpoint(
    "DELETE",
    "/styles/categories/{category_id}",
    grants=[STYLES.query, STYLES.delete],
    errors=[CategoryNotFound, CategoryNotEmpty],
    message="Category deleted.",
)
def handler(category_id: Id[CategoryId], admin: Admin) -> Deleted:
    """Delete a category that has no styles left."""
    administration.remove_category(category_id)
    return Deleted(id=category_id)
