"""Changing a password, with the old one or with a mailed code: every other session ends."""

from pydantic import SecretStr

from splashmy.accounts import cognito, names, profiles, sessions
from splashmy.accounts.records import EmailNotVerified, InvalidCode, InvalidCredentials
from splashmy.accounts.schemas import Session
from splashmy.core.errors import InvalidRequest
from splashmy.identity.caller import SignedIn

CHANGE = ("AdminUserGlobalSignOut", *sessions.SIGN_IN)
RESET = ("AdminUserGlobalSignOut", cognito.DESCRIBE)
RESET_CODE_LIFE = 3600  # seconds, as Cognito has it


def change(
    caller: SignedIn, *, old: SecretStr, new: SecretStr, token: str, address: str
) -> Session:
    """The caller goes on with a fresh session; `token` is the access token they came with."""
    user = profiles.of(caller)
    try:
        cognito.call(
            "change_password",
            AccessToken=token,
            PreviousPassword=old.get_secret_value(),
            ProposedPassword=new.get_secret_value(),
        )
    except InvalidCredentials:
        raise InvalidRequest.field("old_password", "wrong_password") from None
    sessions.end_all(user.id, caller.username)
    return sessions.sign_in(caller.username, new, address=address)


def request_reset(email: str, *, address: str) -> None:
    """Mail a code, if there is anyone to mail it to."""
    username = names.username_of(email)
    cognito.send_code("forgot_password", username=username, address=address)


def reset(email: str, *, code: SecretStr, new: SecretStr, address: str) -> None:
    claim = names.find(email)
    username = claim.username if claim else names.nobody(email)
    try:
        cognito.as_client(
            "confirm_forgot_password",
            username=username,
            address=address,
            ConfirmationCode=code.get_secret_value(),
            Password=new.get_secret_value(),
        )
    except (InvalidCredentials, EmailNotVerified):
        raise InvalidCode from None
    if claim and claim.user_id:
        sessions.end_all(claim.user_id, username)
