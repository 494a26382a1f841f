"""The `users` table: one item per user, and the claims that keep names unique.

| item               | pk                 | sk        | read by                                     |
|--------------------|--------------------|-----------|---------------------------------------------|
| User               | USER#<sub>         | PROFILE   | GetItem; the guard reads it at every call   |
| NameClaim          | EMAIL#, USERNAME#… | CLAIM     | GetItem, to find a user by a name           |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.records import Record
from splashmy.resources import USERS


class User(Record):
    """`signed_out_before` and `signed_out_sessions` are the denylist of access tokens."""

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
    is_premium = BooleanAttribute(default=False)
    is_disabled = BooleanAttribute(default=False)
    processing_count = NumberAttribute(default=0)
    bio = UnicodeAttribute(default="")
    preferred_styles: ListAttribute[str] = ListAttribute(default=list)
    max_daily_processes = NumberAttribute(null=True)
    notify_by_email = BooleanAttribute(default=False)
    signed_out_before = NumberAttribute(default=0)
    signed_out_sessions: MapAttribute[str, int] = MapAttribute(default=dict)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(user_id: str) -> tuple[str, str]:
        return f"USER#{user_id}", "PROFILE"


class NameClaim(Record):
    """Holds a lower-cased email or username for one user; put only if absent."""

    class Meta:
        table_name = "users"

    table = USERS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="CLAIM")
    user_id = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)
