"""PUT /styles/categories/{category_id}"""

from uuid import UUID

from splashmy.resources import STYLES
from splashmy.styles import administration, answers, catalogue
from splashmy.styles.answers import ManagedCategory
from splashmy.styles.records import CategoryNotFound, SlugTaken
from splashmy.styles.requests import ChangeCategory
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
    return answers.managed_category(catalogue.stored_category(str(category_id)))
