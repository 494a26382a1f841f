"""The calls of the provider, what they cost and who waits for one, in the `jobs` table.

| item     | pk              | sk              | access                                        |
|----------|-----------------|-----------------|-----------------------------------------------|
| Attempt  | JOB#<job>       | ATTEMPT#<nn>    | of a job: 1 Query; of a day, by the moment it |
|          |                 |                 | began: 1 Query of by_begun                    |
| Spending | SPENDING#<when> | SHARD#<x>       | BatchGetItem of a day's or month's shards     |
| Spending | USER#<owner>    | SPENDING#<when> | GetItem; the user's month                     |
| Line     | PROVIDER        | LINE            | GetItem; counters                             |
| Pace     | PROVIDER#<n>    | PACE            | with Pause: 1 BatchGetItem; optimistic lock   |
| Pause    | PROVIDER        | PAUSE           | see Pace                                      |

`when` is a UTC day, yyyy-mm-dd, or month, yyyy-mm.
"""

from typing import Literal

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.ids import JobId, UserId, id_attribute
from splashmy.core.records import Record, index
from splashmy.core.resources import JOBS

# made: the pictures arrived. refused: the provider declined what it was given, or us. failed: no
# whole answer came. discarded: the job had ended meanwhile. lost: the worker died, nobody knows.
Outcome = Literal["made", "refused", "failed", "discarded", "lost"]


class Attempt(Record):
    """One call of the provider, written before it and finished after it, by whoever comes.

    Money is in millionths of a dollar. `micro_usd` is what it cost, None where that is unknown:
    then `ceiling`, the most that it can have cost, counts. Both are part of `budget_day`.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    job_id = id_attribute(JobId)
    owner_id = id_attribute(UserId)
    number = NumberAttribute()
    begun_at = UTCDateTimeAttribute()
    begun_day = UnicodeAttribute()
    ended_at = UTCDateTimeAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    request_id = UnicodeAttribute(null=True)
    usage = JSONAttribute(null=True)
    ceiling = NumberAttribute()
    micro_usd = NumberAttribute(null=True)
    budget_day = UnicodeAttribute()
    delivered = BooleanAttribute(default=False)
    expires_at = NumberAttribute()

    by_begun = index(JOBS, "by_begun")

    @staticmethod
    def key(job_id: JobId, number: int) -> tuple[str, str]:
        return f"JOB#{job_id}", f"ATTEMPT#{number:02}"

    @property
    def is_open(self) -> bool:
        return self.attribute_values.get("ended_at") is None

    @property
    def counted(self) -> int:
        """Millionths of a dollar for sums and limits."""
        return int(self.attribute_values.get("micro_usd", self.ceiling))


class Spending(Record):
    """What calls of the provider cost in a day or month, with what is reserved for those to come.

    Millionths of a dollar. `reservations` grows with each one that was made here.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    micro_usd = NumberAttribute(default=0)
    reservations = NumberAttribute(default=0)

    @staticmethod
    def key(period: str, shard: int) -> tuple[str, str]:
        return f"SPENDING#{period}", f"SHARD#{shard}"

    @staticmethod
    def user_key(owner_id: UserId, month: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"SPENDING#{month}"


class Line(Record):
    """How many jobs came to wait for the provider, and how many of them left: two counters, so that
    a place in the line costs no scan and no transaction.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default="PROVIDER")
    sk = UnicodeAttribute(range_key=True, default="LINE")
    came = NumberAttribute(default=0)
    left = NumberAttribute(default=0)


class Pace(Record):
    """A share of how fast the provider may be called: `tokens` is a bucket of requests."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    tokens = NumberAttribute()
    filled_at = NumberAttribute()
    version = NumberAttribute(default=0)

    @staticmethod
    def key(share: int) -> tuple[str, str]:
        return f"PROVIDER#{share}", "PACE"


class Pause(Record):
    """No call is made before `until` (epoch seconds), because the provider said so."""

    table = JOBS
    place = ("PROVIDER", "PAUSE")

    pk = UnicodeAttribute(hash_key=True, default="PROVIDER")
    sk = UnicodeAttribute(range_key=True, default="PAUSE")
    until = NumberAttribute()
