"""The profile of a user."""

from pynamodb.exceptions import PutError

from splashmy.auth.callers import SignedIn
from splashmy.auth.records import User
from splashmy.ids import now
from splashmy.web import ResponseModel


def create(user_id: str, *, email: str, username: str) -> None:
    """Create the profile unless it exists; safe to repeat."""
    pk, sk = User.key(user_id)
    user = User(
        pk, sk, id=user_id, email=email, username=username, created_at=now(), updated_at=now()
    )
    try:
        user.save(User.pk.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


class Profile(ResponseModel):
    id: str
    email: str
    username: str
    is_premium: bool


def of(caller: SignedIn) -> Profile:
    return Profile.model_validate(caller.user)
