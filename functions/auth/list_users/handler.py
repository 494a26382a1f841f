"""GET /auth/users"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from splashmy.accounts import administration, members
from splashmy.accounts.schemas import AdminUser
from splashmy.core.resources import MEDIA, USERS
from splashmy.web import Admin, Flag, Page, PageQuery, endpoint
from splashmy.web.pages import paged


class UsersQuery(PageQuery):
    search: str | None = Field(default=None, min_length=1, max_length=254)
    premium: Flag | None = None
    disabled: Flag | None = None


@endpoint("GET", "/auth/users", grants=[USERS.query, USERS.batch_get, MEDIA.get])
def handler(query: Annotated[UsersQuery, Query()], admin: Admin) -> Page[AdminUser]:
    """List users, newest first, or those whose name begins with `search`, by username.

    A name is a username or an email; a search looks at the first 100 that begin so.
    """
    if query.search:
        users = members.search(query.search, premium=query.premium, disabled=query.disabled)
        return paged(users, query).map(administration.show)
    found = members.page(
        premium=query.premium,
        disabled=query.disabled,
        size=query.page_size,
        position=query.position,
    )
    return found.map(administration.show)
