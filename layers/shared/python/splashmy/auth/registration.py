"""From a wish for an account to a confirmed one."""

from typing import Annotated

from pydantic import Field, SecretStr

from splashmy.auth import cognito, names, profiles, sessions
from splashmy.auth.profiles import Profile
from splashmy.auth.records import EmailTaken
from splashmy.errors import ApiError
from splashmy.settings import settings
from splashmy.web import ResponseModel

CALLS = (
    "SignUp",
    "AdminConfirmSignUp",
    "AdminUpdateUserAttributes",
    "AdminDeleteUser",
    *sessions.CALLS,
)

Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]
Username = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,29}$")]
Password = Annotated[SecretStr, Field(min_length=10, max_length=99)]


class Registration(ResponseModel):
    """Where emails are verified there is no session yet: its fields are null."""

    verification_required: bool
    access_token: str | None = None
    id_token: str | None = None
    refresh_token: str | None = None
    expires_in: int | None = None
    token_type: str | None = None
    user: Profile | None = None


def register(*, email: str, username: str, password: SecretStr) -> Registration:
    """Sign up; an email that is taken looks like one that is not, where emails are verified."""
    try:
        names.reserve(email, username)
    except EmailTaken:
        if settings().email_verification:
            return Registration(verification_required=True)
        raise
    user_id = _sign_up(email, username, password)
    if settings().email_verification:
        return Registration(verification_required=True)
    _confirm(user_id, email, username)
    session = sessions.sign_in(username, password)
    return Registration(verification_required=False, **dict(session))


def _sign_up(email: str, username: str, password: SecretStr) -> str:
    try:
        answer = cognito.as_client(
            "sign_up",
            username=username,
            Password=password.get_secret_value(),
            UserAttributes=[{"Name": "email", "Value": email}],
        )
    except ApiError:
        names.release(email, username)
        raise
    return str(answer["UserSub"])


def _confirm(user_id: str, email: str, username: str) -> None:
    verified = [{"Name": "email_verified", "Value": "true"}]
    cognito.as_administrator("admin_confirm_sign_up", Username=username)
    cognito.as_administrator(
        "admin_update_user_attributes", Username=username, UserAttributes=verified
    )
    profiles.create(user_id, email=email, username=username)
