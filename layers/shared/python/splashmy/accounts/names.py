"""Emails and usernames belong to one user each, whatever their case."""

import hashlib
import re
import time
from contextlib import suppress

from pydantic import SecretStr
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from splashmy.accounts.credentials import proof_of, proves
from splashmy.accounts.records import EmailTaken, NameClaim, UsernameTaken
from splashmy.core.ids import UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact


def reserve(email: str, username: str, password: SecretStr) -> bytes:
    """Hold both names for a sign-up that has yet to be confirmed; what `release` frees them by."""
    return _hold(email, username, password)


def pretend(email: str, username: str, password: SecretStr) -> bytes:
    """Leave all as if a taken email were free, so that nothing that follows tells that it was not.

    The username is held, and the password known by its proof.
    """
    return _hold(email, username, password, is_decoy=True)


def _hold(email: str, username: str, password: SecretStr, *, is_decoy: bool = False) -> bytes:
    until, proof = int(time.time()) + NameClaim.PENDING_FOR, proof_of(password)
    known: list[Action] = [NameClaim.password_proof.set(proof), NameClaim.proof_until.set(until)]
    held = [*known, NameClaim.username.set(username), NameClaim.expires_at.set(until)]

    def write(transaction: Transaction) -> None:
        of_username = NameClaim(*NameClaim.username_key(username))
        of_email = NameClaim(*NameClaim.email_key(email))
        transaction.update(of_username, held, condition=_is_free())
        if is_decoy:
            transaction.update(of_email, known, condition=NameClaim.pk.exists())
        else:
            transaction.update(of_email, held, condition=_is_free())

    try:
        transact(write)
    except ConditionFailed as failed:
        refused = [one for one in failed.records if isinstance(one, NameClaim)]
        is_username = any(claim.pk == NameClaim.username_key(username)[0] for claim in refused)
        raise (UsernameTaken if is_username else EmailTaken) from None
    except Exception:  # it may be written all the same, and nobody could go on with it
        release(email=email, username=username, proof=proof)
        raise
    return proof


def _is_free() -> Condition:
    free: Condition = NameClaim.pk.does_not_exist() | (NameClaim.expires_at < int(time.time()))
    return free


def settle(transaction: Transaction, *, email: str, username: str, user_id: UserId) -> None:
    """Make both names the user's own for good."""
    for pk, sk in (NameClaim.email_key(email), NameClaim.username_key(username)):
        transaction.update(
            NameClaim(pk, sk),
            [
                NameClaim.username.set(username),
                NameClaim.user_id.set(user_id),
                NameClaim.expires_at.remove(),
                NameClaim.password_proof.remove(),
                NameClaim.proof_until.remove(),
            ],
            condition=NameClaim.user_id.does_not_exist() | (NameClaim.user_id == user_id),
        )


def release(*, email: str, username: str, proof: bytes) -> None:
    """Free the names of a sign-up that failed, and no others.

    By the proof that was made for it alone: a delete that is repeated because its answer was lost
    must not free a name that somebody else holds by then.
    """
    is_held = NameClaim.user_id.does_not_exist() & (NameClaim.username == username)
    is_pending = is_held & (NameClaim.password_proof == proof)
    for key in (NameClaim.email_key(email), NameClaim.username_key(username)):
        with suppress(ConditionFailed):
            NameClaim(*key).delete(condition=is_pending)


def find(identifier: str) -> NameClaim | None:
    """Who holds an email or a username."""
    try:
        return NameClaim.get(*_key(identifier), consistent_read=True)
    except NameClaim.DoesNotExist:
        return None


def _key(identifier: str) -> tuple[str, str]:
    """No username has an @."""
    is_email = "@" in identifier
    return (NameClaim.email_key if is_email else NameClaim.username_key)(identifier)


def awaits_confirmation(claim: NameClaim | None, password: SecretStr) -> bool:
    """Whether somebody signed up by this name and password who has not confirmed it yet."""
    if claim is None or (claim.proof_until or 0) < time.time():
        return proves(password, None)
    return proves(password, claim.password_proof)


def await_confirmation(email: str, username: str, password: SecretStr) -> bool:
    """Whether both names are held, or seem to be, for a sign-up by whoever knows this password."""
    return all(awaits_confirmation(find(name), password) for name in (username, email))


def username_of(identifier: str) -> str:
    """The username as it was registered, or one that nobody can have."""
    claim = find(identifier)
    return claim.username if claim else nobody(identifier)


def sign_in_name(claim: NameClaim | None, identifier: str) -> str:
    """What Cognito knows the owner of an identifier by.

    Users whom an operator made have no claims before they first sign in; Cognito finds them itself.
    """
    if claim:
        return claim.username
    return identifier if re.fullmatch(r"\S{1,128}", identifier) else nobody(identifier)


def nobody(identifier: str) -> str:
    """A username that cannot be registered: Cognito is asked, and refuses, as for anybody else."""
    return f"!{hashlib.sha256(identifier.encode()).hexdigest()[:32]}"
