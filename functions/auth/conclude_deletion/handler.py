"""The last step of an account's deletion."""

from pydantic import BaseModel

from splashmy.accounts import deletion
from splashmy.core.ids import UserId
from splashmy.core.resources import USERS
from splashmy.web import task


class Leaving(BaseModel):
    user_id: UserId


@task(grants=[USERS.get, USERS.put, USERS.update, USERS.delete])
def handler(event: Leaving) -> None:
    """Free the names of the user, and leave a receipt without content."""
    deletion.conclude(event.user_id)
