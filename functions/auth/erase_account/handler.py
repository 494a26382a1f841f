"""The second step of an account's deletion."""

from pydantic import BaseModel

from splashmy.accounts import erasure
from splashmy.core.ids import UserId
from splashmy.web import task


class Leaving(BaseModel):
    user_id: UserId


@task(grants=erasure.GRANTS, timeout=900)
def handler(event: Leaving) -> None:
    """Erase every record and every object of the user."""
    erasure.erase(event.user_id)
