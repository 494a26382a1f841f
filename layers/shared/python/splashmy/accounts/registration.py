"""Signing up: from a registration to a confirmed account."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pydantic import SecretStr

from splashmy.accounts import cognito, names, profiles, sessions
from splashmy.accounts.records import (
    CodeNotSent,
    EmailTaken,
    InvalidCode,
    InvalidCredentials,
    UsernameTaken,
)
from splashmy.accounts.schemas import Registration
from splashmy.core.errors import ServiceUnavailable
from splashmy.core.settings import settings

CODE_LIFE = 24 * 3600  # seconds, as Cognito has it
REGISTER = (
    "AdminConfirmSignUp",
    "AdminUpdateUserAttributes",
    "AdminDeleteUser",
    *sessions.SIGN_IN,
)
VERIFY = ("AdminGetUser", cognito.DESCRIBE)


def register(*, email: str, username: str, password: SecretStr, address: str) -> Registration:
    """Sign up; where emails are verified, one that is taken looks like one that is free.

    Whoever signed up before, and has not confirmed it yet, may do so again, and is mailed another
    code. Whatever goes wrong, names that were taken here are free afterwards.
    """
    held = _claim(email, username, password)
    with ExitStack() as undo:
        if held:
            undo.callback(names.release, email=email, username=username, proof=held)
        _sign_up(email, username, password, address=address)
        if not settings().email_verification:
            with _there():
                _confirm(username)
        undo.pop_all()
    if settings().email_verification:
        return Registration(verification_required=True)
    with _there():
        session = sessions.sign_in(username, password, address=address)
    return Registration(verification_required=False, **dict(session))


@contextmanager
def _there() -> Iterator[None]:
    """A user who has just signed up can only be gone: who did it again has deleted it."""
    try:
        yield
    except InvalidCredentials:
        raise ServiceUnavailable(retry_after=1) from None


def verify(email: str, code: SecretStr, *, address: str) -> None:
    """Confirm a sign-up by its mailed code."""
    username = names.username_of(email)
    try:
        cognito.as_client(
            "confirm_sign_up",
            username=username,
            address=address,
            ConfirmationCode=code.get_secret_value(),
        )
        profiles.recover(username)
    except InvalidCredentials:
        raise InvalidCode from None


def resend(email: str, *, address: str) -> None:
    """Mail another code, if there is a sign-up that waits for one."""
    username = names.username_of(email)
    cognito.send_code("resend_confirmation_code", username=username, address=address)


def _claim(email: str, username: str, password: SecretStr) -> bytes | None:
    """Hold both names: what frees them again, or nothing if the same person held them before."""
    try:
        return names.reserve(email, username, password)
    except EmailTaken:
        if not settings().email_verification:
            raise
        return names.pretend(email, username, password)
    except UsernameTaken:
        verified = settings().email_verification
        if not (verified and names.await_confirmation(email, username, password)):
            raise
        return None


def _sign_up(email: str, username: str, password: SecretStr, *, address: str) -> None:
    """As much is asked of the pool for an email that is taken, so that the time tells nothing.

    The code that is mailed confirms whoever waited for one before, or nobody.
    """
    claim = names.find(email)
    if claim and not claim.user_id and claim.username.lower() != username.lower():
        resend(email, address=address)
    else:
        _create(email, username, password, address=address)


def _create(email: str, username: str, password: SecretStr, *, address: str) -> None:
    try:
        _ask_pool(email, username, password, address=address)
    except UsernameTaken:
        _delete_unconfirmed(username)
        _ask_pool(email, username, password, address=address)


def _ask_pool(email: str, username: str, password: SecretStr, *, address: str) -> None:
    """Where emails are not verified, nobody waits for the code that Cognito mails."""
    try:
        cognito.as_client(
            "sign_up",
            username=username,
            address=address,
            Password=password.get_secret_value(),
            UserAttributes=[{"Name": "email", "Value": email}],
        )
    except CodeNotSent:
        if settings().email_verification:
            raise


def _delete_unconfirmed(username: str) -> None:
    """Whoever once signed up by this name, and never finished, has lost it by now."""
    try:
        found = cognito.as_administrator("admin_get_user", Username=username)
    except InvalidCredentials:
        return  # somebody else deleted that user meanwhile
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
