"""The provider's line, in the `jobs` table.

| item  | pk       | sk    | access                   |
|-------|----------|-------|--------------------------|
| Slots | PROVIDER | SLOTS | GetItem; optimistic lock |
"""

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from splashmy.core.records import Record
from splashmy.core.resources import JOBS


class Slots(Record):
    """Who may call the provider, and who waits: until when, by job, in epoch seconds.

    `tokens` is a bucket of requests. Nobody is let in before `closed_until`: the provider said so.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default="PROVIDER")
    sk = UnicodeAttribute(range_key=True, default="SLOTS")
    leases = JSONAttribute(default=dict)
    waiting = JSONAttribute(default=dict)
    tokens = NumberAttribute()
    filled_at = NumberAttribute()
    closed_until = NumberAttribute(default=0)
    version = NumberAttribute(default=0)
