"""The user, in the `users` table; what else stands there is in `splashmy.accounts.records`.

| item | pk         | sk      | read by                                   |
|------|------------|---------|-------------------------------------------|
| User | USER#<sub> | PROFILE | GetItem; the guard reads it at every call |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.ids import UserId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import USERS


class User(Record):
    """The denylist of sessions is here, where the guard looks anyway.

    `signed_out_sessions` maps an `origin_jti` to the second until which it must be refused;
    whatever began before the second `signed_out_before` is refused, but for `kept_sessions`.
    With `deleted_at` it is the receipt of an erased account: it says so, and nothing else.
    """

    table = USERS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="PROFILE")
    id = id_attribute(UserId)
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
    monthly_cost_limit_usd = UnicodeAttribute(null=True)
    notify_by_email = BooleanAttribute(default=False)
    member_id = UnicodeAttribute(null=True)
    signed_out_before = NumberAttribute(default=0)
    kept_sessions = UnicodeSetAttribute(null=True)
    signed_out_sessions: MapAttribute[str, int] = MapAttribute(default=dict)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    deleted_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(user_id: UserId) -> tuple[str, str]:
        return f"USER#{user_id}", "PROFILE"

    @classmethod
    def find(cls, user_id: UserId) -> "User | None":
        try:
            return cls.get(*cls.key(user_id), consistent_read=True)
        except cls.DoesNotExist:
            return None

    @property
    def is_erased(self) -> bool:
        """Whether this is only the receipt of an account."""
        return self.attribute_values.get("deleted_at") is not None

    def has_ended(self, session: str, began: float) -> bool:
        """Whether a session must be refused; `began` in seconds since 1970."""
        if session in self.signed_out_sessions.as_dict():
            return True
        return began < self.signed_out_before and session not in (self.kept_sessions or set())
