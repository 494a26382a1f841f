"""Cognito's PostConfirmation trigger."""

from typing import Any

from pydantic import BaseModel, Field

from splashmy.accounts import profiles
from splashmy.core.resources import USERS
from splashmy.web import task


class Confirmation(BaseModel, extra="allow"):
    """Cognito's event, which must be handed back whole."""

    username: str = Field(alias="userName")
    request: dict[str, Any]


@task(grants=[USERS.put, USERS.update], timeout=5)
def handler(event: Confirmation) -> Confirmation:
    """Create the profile of a user who has just been confirmed; once, whatever is repeated."""
    attributes = event.request["userAttributes"]
    profiles.create(attributes["sub"], email=attributes["email"], username=event.username)
    return event
