"""Signing up: from a registration to a confirmed account."""

from botocore.exceptions import ClientError
from pydantic import SecretStr

from splashmy.accounts import cognito, names, profiles, sessions
from splashmy.accounts.records import EmailTaken, InvalidCode, InvalidCredentials, UsernameTaken
from splashmy.accounts.schemas import Registration
from splashmy.core.errors import ApiError
from splashmy.core.settings import settings

CODE_LIFE = 24 * 3600  # seconds, as Cognito has it
REGISTER = (
    "AdminConfirmSignUp",
    "AdminUpdateUserAttributes",
    "AdminDeleteUser",
    *sessions.SIGN_IN,
)
VERIFY = ("AdminGetUser", cognito.DESCRIBE)


def register(*, email: str, username: str, password: SecretStr) -> Registration:
    """Sign up; where emails are verified, one that is taken looks like one that is free."""
    try:
        names.reserve(email, username, password)
    except EmailTaken:
        if not settings().email_verification:
            raise
        _pretend(email, username, password)
    else:
        _sign_up(email, username, password, claimed=(email, username))
    if settings().email_verification:
        return Registration(verification_required=True)
    _confirm(username)
    session = sessions.sign_in(username, password)
    return Registration(verification_required=False, **dict(session))


def verify(email: str, code: SecretStr) -> None:
    """Confirm a sign-up by its mailed code."""
    username = names.username_of(email)
    try:
        cognito.as_client(
            "confirm_sign_up", username=username, ConfirmationCode=code.get_secret_value()
        )
    except InvalidCredentials:
        raise InvalidCode from None
    except ClientError as error:
        if error.response["Error"]["Code"] not in cognito.TRIGGER_FAILED:
            raise
    profiles.recover(username)


def resend(email: str) -> None:
    """Mail another code, if there is a sign-up that waits for one."""
    cognito.send_code("resend_confirmation_code", username=names.username_of(email))


def _pretend(email: str, username: str, password: SecretStr) -> None:
    """As much is asked of the pool as for a free email, so that the time tells nothing.

    The code that is mailed confirms whoever waited for one before, or nobody.
    """
    names.pretend(email, username, password)
    claim = names.find(email)
    if claim and claim.user_id:
        _sign_up(email, username, password, claimed=(username,))
    else:
        resend(email)


def _sign_up(email: str, username: str, password: SecretStr, *, claimed: tuple[str, ...]) -> None:
    try:
        _create(email, username, password)
    except ApiError:
        names.release(*claimed)
        raise


def _create(email: str, username: str, password: SecretStr) -> None:
    request = {
        "Password": password.get_secret_value(),
        "UserAttributes": [{"Name": "email", "Value": email}],
    }
    try:
        cognito.as_client("sign_up", username=username, **request)
    except UsernameTaken:
        _delete_unconfirmed(username)
        cognito.as_client("sign_up", username=username, **request)


def _delete_unconfirmed(username: str) -> None:
    """Whoever once signed up by this name, and never finished, has lost it by now."""
    found = cognito.as_administrator("admin_get_user", Username=username)
    if found["UserStatus"] != "UNCONFIRMED":
        raise UsernameTaken
    cognito.as_administrator("admin_delete_user", Username=username)


def _confirm(username: str) -> None:
    verified = [{"Name": "email_verified", "Value": "true"}]
    cognito.as_administrator("admin_confirm_sign_up", Username=username)
    cognito.as_administrator(
        "admin_update_user_attributes", Username=username, UserAttributes=verified
    )
    profiles.recover(username)
