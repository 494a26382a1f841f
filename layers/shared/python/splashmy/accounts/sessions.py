"""Sessions: how they begin, go on and end."""

import time
from dataclasses import asdict
from typing import Any

from pydantic import SecretStr

from splashmy.accounts import cognito, names, profiles, tokens
from splashmy.accounts.records import EmailNotVerified, InvalidCredentials, InvalidRefreshToken
from splashmy.accounts.schemas import Session
from splashmy.accounts.tokens import Tokens
from splashmy.core.ids import UserId
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User

SIGN_IN = ("AdminInitiateAuth", "AdminGetUser", cognito.DESCRIBE)  # what each is granted
REFRESH = ("AdminGetUser", cognito.DESCRIBE)
LOG_IN = ("AdminRespondToAuthChallenge", *SIGN_IN)
LOG_OUT = ("AdminUserGlobalSignOut", "AdminGetUser", cognito.DESCRIBE)
MOST_ENDED = 50  # sessions that the denylist holds before all are ended


def log_in(
    identifier: str,
    password: SecretStr,
    *,
    address: str,
    new_password: SecretStr | None = None,
) -> Session:
    """Cognito tells anybody who is unverified; we tell only who knows the password.

    `new_password` replaces the temporary one of a user whom an operator made.
    """
    claim = names.find(identifier)
    username = names.sign_in_name(claim, identifier)
    try:
        return sign_in(username, password, address=address, new_password=new_password)
    except (InvalidCredentials, EmailNotVerified):
        unverified = names.awaits_confirmation(claim, password)
        raise (EmailNotVerified if unverified else InvalidCredentials) from None


def sign_in(
    username: str, password: SecretStr, *, address: str, new_password: SecretStr | None = None
) -> Session:
    """In the second in which all sessions ended, sign in again, surely after they had."""
    issued = tokens.issue(username, password, address=address, new_password=new_password)
    user = _owner(issued)
    if issued.claims["auth_time"] < user.signed_out_before:
        issued = tokens.issue(username, new_password or password, address=address)
        session = {issued.claims["origin_jti"]}
        user.update([User.kept_sessions.add(session)], condition=User.pk.exists())
    return _session(issued, user)


def refresh(refresh_token: SecretStr) -> Session:
    """Each refresh token works once, and within Cognito's grace again; later it ends its family."""
    try:
        issued = tokens.rotate(refresh_token.get_secret_value())
        user = _owner(issued)
    except InvalidRefreshToken:
        tokens.revoke(refresh_token.get_secret_value())
        raise
    except InvalidCredentials:
        raise InvalidRefreshToken from None
    if user.has_ended(issued.claims["origin_jti"], issued.claims["auth_time"]):
        tokens.revoke(issued.refresh_token)
        raise InvalidRefreshToken
    return _session(issued, user)


def end(caller: SignedIn, refresh_token: SecretStr | None) -> None:
    """End the session that the caller came with.

    Without its refresh token, which only Cognito could revoke, it is refused here for as long as
    that could live.
    """
    user, now = profiles.of(caller), int(time.time())
    refused_for = tokens.REFRESH_LIFE_DAYS * 24 * 3600
    if refresh_token and tokens.revoke(refresh_token.get_secret_value()):
        refused_for = tokens.ACCESS_LIFE
    ended = user.signed_out_sessions.as_dict()
    over = [session for session, until in ended.items() if until < now]
    if len(ended) - len(over) < MOST_ENDED:
        _refuse(user, caller.session, now + refused_for, forget=over)
    else:
        end_all(caller.id, caller.username)


def end_everywhere(caller: SignedIn) -> None:
    profiles.of(caller)  # whose record is made here if the trigger missed it
    end_all(caller.id, caller.username)


def _refuse(user: User, session: str, until: int, *, forget: list[str]) -> None:
    """Entry by entry: two sessions may end at the same time."""
    ended: Any = User.signed_out_sessions
    user.update(
        [ended[session].set(until), *(ended[one].remove() for one in forget)],
        condition=User.pk.exists(),
    )


def end_all(user_id: UserId, username: str) -> None:
    """End every session that began up to this second."""
    User(*User.key(user_id)).update(
        [
            User.signed_out_before.set(int(time.time()) + 1),
            User.kept_sessions.remove(),
            User.signed_out_sessions.set({}),
        ],
        condition=User.pk.exists(),
    )
    cognito.as_administrator("admin_user_global_sign_out", Username=username)


def _owner(issued: Tokens) -> User:
    user = profiles.find_or_create(issued.claims["sub"], issued.claims["username"])
    if user.is_disabled:
        raise InvalidCredentials
    return user


def _session(issued: Tokens, user: User) -> Session:
    return Session(**asdict(issued), user=profiles.show(user))
