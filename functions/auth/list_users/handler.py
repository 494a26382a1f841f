"""GET /auth/users"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.accounts import administration
from splashmy.accounts.schemas import AdminUser
from splashmy.core.resources import MEDIA, USERS
from splashmy.web import Admin, Page, PageQuery, endpoint


class UsersQuery(PageQuery):
    pass


@endpoint("GET", "/auth/users", grants=[USERS.query, USERS.batch_get, MEDIA.get])
def handler(query: Annotated[UsersQuery, Query()], admin: Admin) -> Page[AdminUser]:
    """List all users, newest first."""
    found = administration.page(size=query.page_size, position=query.position)
    return found.map(administration.show)
