"""What stands beside the jobs in the `jobs` table: counters, the sweeper's list, the slots.

| item       | pk           | sk                     | access                               |
|------------|--------------|------------------------|--------------------------------------|
| JobCounts  | USER#<owner> | COUNTS#<type>          | jobs listed, by status: BatchGetItem |
| JobTotals  | USER#<owner> | TOTALS#<period>#<type> | jobs ever ended: BatchGetItem        |
| Unfinished | UNFINISHED#x | <job id>               | 16 Queries by the sweeper            |
| Slots      | PROVIDER     | SLOTS                  | GetItem; optimistic lock             |
| Durations  | DURATIONS    | <type>                 | BatchGetItem                         |

x is the last hex digit of the job's id. A period is ALL or a UTC month, yyyy-mm.
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from splashmy.records import Record
from splashmy.resources import JOBS


class JobCounts(Record):
    """How many of a user's jobs of one type are listed now, by status."""

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    pending = NumberAttribute(default=0)
    moderating = NumberAttribute(default=0)
    processing = NumberAttribute(default=0)
    streaming = NumberAttribute(default=0)
    completed = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    cancelled = NumberAttribute(default=0)

    @staticmethod
    def key(owner_id: str, job_type: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"COUNTS#{job_type}"


class JobTotals(Record):
    """What a user's jobs of one type came to, ever or in one month; removing a job takes nothing.

    `milliseconds` from start to completion; `micro_usd` in millionths of a dollar.
    """

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    completed = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    cancelled = NumberAttribute(default=0)
    images = NumberAttribute(default=0)
    milliseconds = NumberAttribute(default=0)
    micro_usd = NumberAttribute(default=0)

    @staticmethod
    def key(owner_id: str, period: str, job_type: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"TOTALS#{period}#{job_type}"


class Unfinished(Record):
    """A job that the sweeper watches: until its end was announced and its leavings are gone.

    `tidy_at` (epoch seconds) is set when it failed or was cancelled: by then no worker of it runs.
    """

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    owner_id = UnicodeAttribute()
    tidy_at = NumberAttribute(null=True)
    announced = BooleanAttribute(default=False)

    @staticmethod
    def key(job_id: str) -> tuple[str, str]:
        return f"UNFINISHED#{job_id[-1]}", job_id


class Slots(Record):
    """Who may call the provider, and who waits: until when, by job, in epoch seconds.

    `tokens` is a bucket of requests. Nobody is let in before `closed_until`: the provider said so.
    """

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default="PROVIDER")
    sk = UnicodeAttribute(range_key=True, default="SLOTS")
    leases = JSONAttribute(default=dict)
    waiting = JSONAttribute(default=dict)
    tokens = NumberAttribute()
    filled_at = NumberAttribute()
    closed_until = NumberAttribute(default=0)
    version = NumberAttribute(default=0)


class Durations(Record):
    """Seconds that the latest jobs of one type took from start to completion, newest last."""

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default="DURATIONS")
    sk = UnicodeAttribute(range_key=True)
    seconds = JSONAttribute(default=list)
