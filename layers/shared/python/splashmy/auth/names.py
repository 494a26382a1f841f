"""Emails and usernames belong to one user each, whatever their case."""

import time

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from splashmy.auth.records import EmailTaken, NameClaim, UsernameTaken
from splashmy.records import refused, transact

EMAIL, USERNAME = 0, 1  # their places in the transaction of `reserve`


def reserve(email: str, username: str) -> None:
    """Hold both names for a sign-up that has yet to be confirmed.

    EmailTaken still holds the username: whether it is free later must not tell that the email
    was known.
    """
    keys = [NameClaim.email_key(email), NameClaim.username_key(username)]
    try:
        transact(lambda transaction: _hold(transaction, keys, username))
    except TransactWriteError as error:
        if USERNAME in refused(error):
            raise UsernameTaken from None
        if EMAIL not in refused(error):
            raise
        _reserve_username(username)
        raise EmailTaken from None


def _reserve_username(username: str) -> None:
    try:
        transact(
            lambda transaction: _hold(transaction, [NameClaim.username_key(username)], username)
        )
    except TransactWriteError as error:
        if refused(error):
            raise UsernameTaken from None
        raise


def _hold(transaction: TransactWrite, keys: list[tuple[str, str]], username: str) -> None:
    expires_at = int(time.time()) + NameClaim.PENDING_FOR
    for pk, sk in keys:
        claim = NameClaim(pk, sk, username=username, expires_at=expires_at)
        transaction.save(claim, condition=_free())


def _free() -> Condition:
    free: Condition = NameClaim.pk.does_not_exist() | (NameClaim.expires_at < int(time.time()))
    return free


def settle(transaction: TransactWrite, *, email: str, username: str, user_id: str) -> None:
    """Make both names the user's own for good."""
    for pk, sk in (NameClaim.email_key(email), NameClaim.username_key(username)):
        transaction.update(
            NameClaim(pk, sk),
            [
                NameClaim.username.set(username),
                NameClaim.user_id.set(user_id),
                NameClaim.expires_at.remove(),
            ],
            condition=NameClaim.user_id.does_not_exist() | (NameClaim.user_id == user_id),
        )


def release(email: str, username: str) -> None:
    """Free the names of a sign-up that failed."""

    def forget(transaction: TransactWrite) -> None:
        for pk, sk in (NameClaim.email_key(email), NameClaim.username_key(username)):
            transaction.delete(NameClaim(pk, sk), condition=NameClaim.user_id.does_not_exist())

    transact(forget)


def username_of(identifier: str) -> str:
    """The username as it was registered; an unknown name is handed back as it came."""
    key = NameClaim.email_key if "@" in identifier else NameClaim.username_key
    try:
        claim = NameClaim.get(*key(identifier), consistent_read=True)
    except NameClaim.DoesNotExist:
        return identifier
    return claim.username
