"""POST /styles"""

from http import HTTPStatus

from splashmy.resources import STYLES
from splashmy.styles import administration, answers, catalogue
from splashmy.styles.answers import ManagedStyle
from splashmy.styles.records import CategoryNotFound, SlugTaken
from splashmy.styles.requests import NewStyle
from splashmy.web import Admin, endpoint


@endpoint(
    "POST",
    "/styles",
    grants=[STYLES.query, STYLES.put],
    errors=[CategoryNotFound, SlugTaken],
    status=HTTPStatus.CREATED,
    message="Style created",
    idempotent=True,
)
def handler(body: NewStyle, admin: Admin) -> ManagedStyle:
    """Create a style; offered within a minute."""
    style_id = administration.add_style(body)
    return answers.managed_style(catalogue.stored_style(style_id))
