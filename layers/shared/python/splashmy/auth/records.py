"""The `users` table: one item per user, and the claims that keep names unique.

| item      | pk                     | sk           | read by                                      |
|-----------|------------------------|--------------|----------------------------------------------|
| User      | USER#<sub>             | PROFILE      | GetItem; the guard reads it at every call    |
| NameClaim | EMAIL#… or USERNAME#…  | CLAIM        | GetItem, to find a user by a lower-case name |
| Member    | MEMBERS                | USER#<v7 id> | administrators' list, newest first: 1 Query  |
| Members   | MEMBERS                | COUNT        | how many there are, moved with the profile   |
| Tries     | TRIES#<act>#<whose>    | <window>     | limits, moved at every try; gone after it    |
"""

from typing import ClassVar

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from splashmy.errors import BadRequest, Conflict, Forbidden, NotFound, Unauthorized
from splashmy.records import Record
from splashmy.resources import USERS

MEMBERS = "MEMBERS"


class UserNotFound(NotFound):
    message = "There is no such user."


class CannotDisableYourself(Conflict):
    message = "You cannot shut yourself out; another administrator can."


class EmailTaken(Conflict):
    message = "An account with this email already exists."


class UsernameTaken(Conflict):
    message = "This username is taken."


class InvalidCredentials(Unauthorized):
    message = "The name or the password is not right."


class InvalidRefreshToken(Unauthorized):
    message = "The refresh token is not valid any more; please sign in again."


class EmailNotVerified(Forbidden):
    message = "Verify your email first: we have sent you a code."


class InvalidCode(BadRequest):
    message = "The code is not right or has expired; ask for a new one."


class User(Record):
    """The denylist of sessions is here, where the guard looks anyway.

    `signed_out_sessions` maps an `origin_jti` to the second until which it must be refused;
    whatever began before the second `signed_out_before` is refused, but for `kept_sessions`.
    With `deleted_at` it is the receipt of an erased account: it says so, and nothing else.
    """

    class Meta:
        table_name = "users"

    table = USERS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="PROFILE")
    id = UnicodeAttribute()
    email = UnicodeAttribute()
    username = UnicodeAttribute()
    first_name = UnicodeAttribute(default="")
    last_name = UnicodeAttribute(default="")
    avatar_key = UnicodeAttribute(null=True)
    awaited_avatar = UnicodeAttribute(null=True)
    avatar_failure = JSONAttribute(null=True)
    is_premium = BooleanAttribute(default=False)
    is_disabled = BooleanAttribute(default=False)
    processing_count = NumberAttribute(default=0)
    bio = UnicodeAttribute(default="")
    preferred_styles: ListAttribute[str] = ListAttribute(default=list)
    max_daily_processes = NumberAttribute(null=True)
    notify_by_email = BooleanAttribute(default=False)
    member_id = UnicodeAttribute(null=True)
    signed_out_before = NumberAttribute(default=0)
    kept_sessions = UnicodeSetAttribute(null=True)
    signed_out_sessions: MapAttribute[str, int] = MapAttribute(default=dict)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    deleted_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(user_id: str) -> tuple[str, str]:
        return f"USER#{user_id}", "PROFILE"

    @property
    def is_erased(self) -> bool:
        """Whether this is only the receipt of an account."""
        return self.attribute_values.get("deleted_at") is not None

    def has_ended(self, session: str, began: float) -> bool:
        """Whether a session must be refused; `began` in seconds since 1970."""
        if session in self.signed_out_sessions.as_dict():
            return True
        return began < self.signed_out_before and session not in (self.kept_sessions or set())


class NameClaim(Record):
    """Holds a lower-cased email or username for one user.

    Until the user is confirmed it has no `user_id` and ends at `expires_at`, so that a sign-up
    that was never finished does not hold a name for ever. Until `proof_until`, who knows the
    password of a sign-up may be told that it waits for its confirmation.
    """

    class Meta:
        table_name = "users"

    table = USERS

    PENDING_FOR: ClassVar[int] = 24 * 3600

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="CLAIM")
    username = UnicodeAttribute()
    user_id = UnicodeAttribute(null=True)
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
    """One line of the administrators' list of users."""

    class Meta:
        table_name = "users"

    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=MEMBERS)
    sk = UnicodeAttribute(range_key=True)
    user_id = UnicodeAttribute()

    @staticmethod
    def key(member_id: str) -> tuple[str, str]:
        return MEMBERS, f"USER#{member_id}"


class Members(Record):
    """How many users there are."""

    class Meta:
        table_name = "users"

    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=MEMBERS)
    sk = UnicodeAttribute(range_key=True, default="COUNT")
    total = NumberAttribute(default=0)


class Tries(Record):
    """How often somebody tried something within one window of time."""

    class Meta:
        table_name = "users"

    table = USERS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    expires_at = NumberAttribute()
