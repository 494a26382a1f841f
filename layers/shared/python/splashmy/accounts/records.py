"""The `users` table: one item per user, and the claims that keep names unique.

| item      | pk                     | sk           | read by                                      |
|-----------|------------------------|--------------|----------------------------------------------|
| User      | USER#<sub>             | PROFILE      | GetItem; the guard reads it at every call    |
| NameClaim | EMAIL#… or USERNAME#…  | CLAIM        | GetItem, to find a user by a lower-case name |
| Member    | MEMBERS                | USER#<v7 id> | administrators' list, newest first: 1 Query  |
| Members   | MEMBERS                | COUNT        | how many there are, moved with the profile   |
| MemberName| MEMBERS#NAMES          | <name>#<sub> | users by the beginning of a name: 1 Query    |
| Tries     | TRIES#<act>#<whose>    | <window>     | limits, moved at every try; gone after it    |
"""

from typing import ClassVar

from pynamodb.attributes import (
    BinaryAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from splashmy.core.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    ServiceUnavailable,
    Unauthorized,
)
from splashmy.core.ids import UserId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import USERS

MEMBERS = "MEMBERS"
NAMES = "MEMBERS#NAMES"


class UserNotFound(NotFound):
    message = "User not found."


class CannotDisableYourself(Conflict):
    message = "You cannot disable your own account. Please ask another administrator."


class EmailTaken(Conflict):
    message = "An account with this email already exists."


class UsernameTaken(Conflict):
    message = "This username is taken. Please choose another one."


class InvalidCredentials(Unauthorized):
    message = "The name or the password is wrong."


class InvalidRefreshToken(Unauthorized):
    message = "This session has ended. Please sign in again."


class EmailNotVerified(Forbidden):
    message = "Please verify your email first; a code was sent to it."


class NewPasswordRequired(Forbidden):
    message = "Please choose a password of your own to sign in for the first time."


class EmailMissing(Forbidden):
    message = "This account has no email. Please ask an administrator to add one."


class CodeNotSent(ServiceUnavailable):
    message = "The code could not be sent. Please try again in a moment."


class InvalidCode(BadRequest):
    message = "The code is wrong or has expired. Please request a new one."


class NameClaim(Record):
    """Holds a lower-cased email or username for one user.

    Until the user is confirmed it has no `user_id` and ends at `expires_at`, so that a sign-up
    that was never finished does not hold a name for ever. Until `proof_until`, who knows the
    password of a sign-up may be told that it waits for its confirmation.
    """

    table = USERS

    PENDING_FOR: ClassVar[int] = 24 * 3600

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="CLAIM")
    username = UnicodeAttribute()
    user_id = id_attribute(UserId, null=True)
    password_proof = BinaryAttribute(legacy_encoding=False, null=True)
    proof_until = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def email_key(email: str) -> tuple[str, str]:
        return f"EMAIL#{email.lower()}", "CLAIM"

    @staticmethod
    def username_key(username: str) -> tuple[str, str]:
        return f"USERNAME#{username.lower()}", "CLAIM"


class Member(Record):
    """One line of an administrators' list of users: all, or MEMBERS#PREMIUM#..., #DISABLED#..."""

    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=MEMBERS)
    sk = UnicodeAttribute(range_key=True)
    user_id = id_attribute(UserId)


class MemberName(Record):
    """A lower-case username or email that a user is found by."""

    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=NAMES)
    sk = UnicodeAttribute(range_key=True)
    user_id = id_attribute(UserId)

    @staticmethod
    def key(name: str, user_id: UserId) -> tuple[str, str]:
        return NAMES, f"{name.lower()}#{user_id}"


class Members(Record):
    """How many users there are."""

    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=MEMBERS)
    sk = UnicodeAttribute(range_key=True, default="COUNT")
    length = NumberAttribute(default=0)


class Tries(Record):
    """How often somebody tried something within one window of time.

    That of an address may hold counters of names beside `used`: `about_<digest>`.
    """

    table = USERS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    expires_at = NumberAttribute()
