"""The `jobs` table: jobs, their events and quotas, and what is counted about them.

| item       | pk           | sk                     | access                               |
|------------|--------------|------------------------|--------------------------------------|
| Job        | USER#<owner> | JOB#<id>               | GetItem; own list, newest first: 1   |
|            |              |                        | Query of the table or of an index    |
| JobEvent   | JOB#<id>     | EVENT#<seq>            | 1 Query after a sequence number      |
| QuotaDay   | USER#<owner> | QUOTA#<yyyy-mm-dd>     | moved in the job's own transactions  |
| JobCounts  | USER#<owner> | COUNTS#<type>          | jobs listed, by status: BatchGetItem |
| JobTotals  | USER#<owner> | TOTALS#<period>#<type> | jobs ever ended: BatchGetItem        |
| Unfinished | UNFINISHED#x | <job id>               | 16 Queries by the sweeper            |
| JobEntry   | ALL_JOBS     | <job id>               | all users' jobs, newest first        |
| JobCount   | ALL_JOBS#x   | COUNT                  | how many of them: BatchGetItem of 16 |
| DayEntry   | DAY#<day>    | <job id>               | jobs made on a UTC day: 1 Query      |
| DayEntry   | KEPT#<day>   | <job id>               | jobs to look at again: 1 Query       |
| AllTotals  | TOTALS#xx    | ALL                    | what all jobs came to: 1 BatchGet    |
| Durations  | DURATIONS    | <type>                 | BatchGetItem                         |

x and xx are the last hex digits of the job's id. A period is ALL or a UTC month, yyyy-mm. Templates, webhooks
and the provider's line stand in this table too: see their own `records`.
"""

from typing import ClassVar, Literal

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from typing_extensions import TypeAliasType

from splashmy.core.errors import NotFound
from splashmy.core.ids import ImageId, JobId, ResultId, StyleId, TemplateId, UserId, id_attribute
from splashmy.core.records import Record, index
from splashmy.core.resources import JOBS
from splashmy.core.sweeps import SweptRecord

JobStatus = TypeAliasType(
    "JobStatus",
    Literal["pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"],
)
EventType = TypeAliasType("EventType", Literal["status", "partial_image", "completed", "error"])

ALL_JOBS = "ALL_JOBS"
SHARDS = "0123456789abcdef"


class JobNotFound(NotFound):
    message = "Job not found."


class Job(Record):
    """pending -> moderating -> processing (-> streaming) -> completed | failed | cancelled.

    `quota_state` is reserved, then settled or released, once; `quota_day` is the UTC day that was
    charged, so a refund after midnight reaches the right day. Money is in USD, as text, but for
    `reserved_micro_usd`: what is reserved of that day's budgets until the first attempt takes it
    over. `made` is what the provider gave: where its bytes are, in which attempt, and what it used.
    `*_order` sort the indexes.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(JobId)
    owner_id = id_attribute(UserId)
    owner_username = UnicodeAttribute(default="")
    job_type = UnicodeAttribute()
    status = UnicodeAttribute(default="pending")
    prompt = UnicodeAttribute(default="")
    final_prompt = UnicodeAttribute()
    original_image_id = id_attribute(ImageId, null=True)
    original_image_key = UnicodeAttribute(null=True)
    original_thumbnail_key = UnicodeAttribute(null=True)
    mask_image_id = id_attribute(ImageId, null=True)
    mask_image_key = UnicodeAttribute(null=True)
    reference_images = JSONAttribute(default=list)  # id, key and thumbnail_key of each
    style_id = id_attribute(StyleId, null=True)
    style_name = UnicodeAttribute(null=True)
    style_names = JSONAttribute(default=dict)  # its translations
    variables = JSONAttribute(default=dict)
    template_id = id_attribute(TemplateId, null=True)
    retry_of = UnicodeAttribute(null=True)
    correlation_id = UnicodeAttribute(null=True)
    parameters = JSONAttribute(default=dict)
    effective_parameters = JSONAttribute(default=dict)
    model = UnicodeAttribute()
    images_count = NumberAttribute(default=1)
    results_count = NumberAttribute(default=0)
    first_result_id = id_attribute(ResultId, null=True)
    is_public = BooleanAttribute(default=False)
    quota_state = UnicodeAttribute(default="reserved")
    quota_day = UnicodeAttribute()
    price_ceiling = UnicodeAttribute()
    reserved_micro_usd = NumberAttribute(default=0)
    cost = JSONAttribute(null=True)
    failure = JSONAttribute(null=True)
    attempts = NumberAttribute(default=0)
    ticket = NumberAttribute(null=True)
    status_order = UnicodeAttribute()
    type_order = UnicodeAttribute()
    type_status_order = UnicodeAttribute()
    made = JSONAttribute(null=True)
    event_count = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    started_at = UTCDateTimeAttribute(null=True)
    completed_at = UTCDateTimeAttribute(null=True)

    by_status = index(JOBS, "by_status")
    by_type = index(JOBS, "by_type")
    by_type_and_status = index(JOBS, "by_type_and_status")

    @staticmethod
    def key(owner_id: UserId, job_id: JobId) -> tuple[str, str]:
        return f"USER#{owner_id}", f"JOB#{job_id}"


class JobEvent(Record):
    """One event of a job; `seq` counts from 1."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    seq = NumberAttribute()
    type = UnicodeAttribute()
    status = UnicodeAttribute(null=True)
    partial_image_index = NumberAttribute(null=True)
    media_key = UnicodeAttribute(null=True)
    message = UnicodeAttribute(default="")
    created_at = UTCDateTimeAttribute()
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(job_id: JobId, seq: int) -> tuple[str, str]:
        return f"JOB#{job_id}", f"EVENT#{seq:06}"


class QuotaDay(Record):
    """Images reserved or used on one UTC day, over all types and by type; `attempts` are the calls
    of the provider that were made that day.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    generation = NumberAttribute(default=0)
    edit = NumberAttribute(default=0)
    style_transfer = NumberAttribute(default=0)
    attempts = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(owner_id: UserId, day: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"QUOTA#{day}"


class JobCounts(Record):
    """How many of a user's jobs of one type are listed now, by status."""

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
    def key(owner_id: UserId, job_type: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"COUNTS#{job_type}"


class JobTotals(Record):
    """What a user's jobs of one type came to, ever or in one month; removing a job takes nothing.

    `milliseconds` from start to completion; `micro_usd` in millionths of a dollar.
    """

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
    def key(owner_id: UserId, period: str, job_type: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"TOTALS#{period}#{job_type}"


class JobEntry(Record):
    """A job in the operators' list of all jobs."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default=ALL_JOBS)
    sk = id_attribute(JobId, range_key=True)
    owner_id = id_attribute(UserId)


class JobCount(Record):
    """How many jobs whose ids end so are in the list of all jobs."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="COUNT")
    length = NumberAttribute(default=0)

    @staticmethod
    def key(shard: str) -> tuple[str, str]:
        return f"{ALL_JOBS}#{shard}", "COUNT"


class Unfinished(SweptRecord):
    """A job that the sweeper watches: until its end was announced and its leavings are gone.

    `tidy_at` (epoch seconds) is set when it failed or was cancelled: by then no worker of it runs.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(JobId, range_key=True)
    owner_id = id_attribute(UserId)
    tidy_at = NumberAttribute(null=True)
    announced = BooleanAttribute(default=False)

    @staticmethod
    def key(job_id: JobId) -> tuple[str, str]:
        return f"UNFINISHED#{job_id[-1]}", job_id


class DayEntry(SweptRecord):
    """A job by the day it was made on, or on which it may be too old; gone with the job."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(JobId, range_key=True)
    owner_id = id_attribute(UserId)

    @staticmethod
    def made_on(day: str) -> str:
        return f"DAY#{day}"

    @staticmethod
    def kept_until(day: str) -> str:
        return f"KEPT#{day}"


class AllTotals(Record):
    """A share of what the jobs of all users ever came to; removing a job takes nothing."""

    table = JOBS

    SHARES: ClassVar[int] = 64

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="ALL")
    completed = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    cancelled = NumberAttribute(default=0)
    images = NumberAttribute(default=0)
    micro_usd = NumberAttribute(default=0)

    @staticmethod
    def key(share: int) -> tuple[str, str]:
        return f"TOTALS#{share:02x}", "ALL"

    @classmethod
    def share_of(cls, job_id: JobId) -> tuple[str, str]:
        """So many shares that no item is written too often."""
        return cls.key(int(job_id[-2:], 16) % cls.SHARES)


class Durations(Record):
    """Seconds that the latest jobs of one type took from creation to completion, and of these
    `worked` since the provider was first called; newest last.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default="DURATIONS")
    sk = UnicodeAttribute(range_key=True)
    seconds = JSONAttribute(default=list)
    worked = JSONAttribute(default=list)
