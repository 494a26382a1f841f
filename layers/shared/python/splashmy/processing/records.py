"""The `jobs` and `results` tables: jobs, their events, quotas, and the pictures they made.

| table   | item       | pk           | sk                    | access                                |
|---------|------------|--------------|-----------------------|---------------------------------------|
| jobs    | Job        | USER#<owner> | JOB#<id>              | GetItem; own list, newest first: 1    |
|         |            |              |                       | Query of the table or of an index     |
| jobs    | JobEvent   | JOB#<id>     | EVENT#<seq>           | 1 Query after a sequence number       |
| jobs    | QuotaDay   | USER#<owner> | QUOTA#<yyyy-mm-dd>    | moved in the job's own transactions   |
| results | Result     | USER#<owner> | RESULT#<id>           | GetItem; own list, newest first: 1    |
|         |            |              |                       | Query                                 |

Beside them: `job_records.py` and `result_records.py`.
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from splashmy.errors import NotFound
from splashmy.records import Record
from splashmy.resources import JOBS, RESULTS


class JobNotFound(NotFound):
    message = "There is no such job."


class ResultNotFound(NotFound):
    message = "There is no such result."


class JobsByStatus(GlobalSecondaryIndex["Job"]):
    class Meta:
        index_name = "by_status"
        projection = AllProjection()

    pk = UnicodeAttribute(hash_key=True)
    status_order = UnicodeAttribute(range_key=True)


class JobsByType(GlobalSecondaryIndex["Job"]):
    class Meta:
        index_name = "by_type"
        projection = AllProjection()

    pk = UnicodeAttribute(hash_key=True)
    type_order = UnicodeAttribute(range_key=True)


class JobsByTypeAndStatus(GlobalSecondaryIndex["Job"]):
    class Meta:
        index_name = "by_type_and_status"
        projection = AllProjection()

    pk = UnicodeAttribute(hash_key=True)
    type_status_order = UnicodeAttribute(range_key=True)


class Job(Record):
    """pending -> moderating -> processing (-> streaming) -> completed | failed | cancelled.

    `quota_state` is reserved, then settled or released, once; `quota_day` is the UTC day that was
    charged, so a refund after midnight reaches the right day. Money is in USD, as text. `made` is
    what the provider gave: where its bytes are, and what it used. `*_order` sort the indexes.
    """

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    owner_username = UnicodeAttribute(default="")
    job_type = UnicodeAttribute()
    status = UnicodeAttribute(default="pending")
    prompt = UnicodeAttribute(default="")
    final_prompt = UnicodeAttribute()
    original_image_id = UnicodeAttribute(null=True)
    original_image_key = UnicodeAttribute(null=True)
    original_thumbnail_key = UnicodeAttribute(null=True)
    mask_image_id = UnicodeAttribute(null=True)
    mask_image_key = UnicodeAttribute(null=True)
    style_id = UnicodeAttribute(null=True)
    style_name = UnicodeAttribute(null=True)
    variables = JSONAttribute(default=dict)
    template_id = UnicodeAttribute(null=True)
    retry_of = UnicodeAttribute(null=True)
    correlation_id = UnicodeAttribute(null=True)
    parameters = JSONAttribute(default=dict)
    effective_parameters = JSONAttribute(default=dict)
    model = UnicodeAttribute()
    images_count = NumberAttribute(default=1)
    results_count = NumberAttribute(default=0)
    is_public = BooleanAttribute(default=False)
    quota_state = UnicodeAttribute(default="reserved")
    quota_day = UnicodeAttribute()
    price_ceiling = UnicodeAttribute()
    cost = JSONAttribute(null=True)
    failure = JSONAttribute(null=True)
    attempts = NumberAttribute(default=0)
    status_order = UnicodeAttribute()
    type_order = UnicodeAttribute()
    type_status_order = UnicodeAttribute()
    made = JSONAttribute(null=True)
    event_count = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    started_at = UTCDateTimeAttribute(null=True)
    completed_at = UTCDateTimeAttribute(null=True)

    by_status = JobsByStatus()
    by_type = JobsByType()
    by_type_and_status = JobsByTypeAndStatus()

    @staticmethod
    def key(owner_id: str, job_id: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"JOB#{job_id}"


class JobEvent(Record):
    """One line of a job's story; `seq` counts from 1."""

    class Meta:
        table_name = "jobs"

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
    def key(job_id: str, seq: int) -> tuple[str, str]:
        return f"JOB#{job_id}", f"EVENT#{seq:06}"


class QuotaDay(Record):
    """Images reserved or used on one UTC day, over all types and by type."""

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    generation = NumberAttribute(default=0)
    edit = NumberAttribute(default=0)
    style_transfer = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(owner_id: str, day: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"QUOTA#{day}"


class Result(Record):
    """One picture that a job made: the provider's bytes, a display size and a thumbnail."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    job_id = UnicodeAttribute()
    job_type = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    owner_username = UnicodeAttribute(default="")
    prompt = UnicodeAttribute(default="")
    original_image_id = UnicodeAttribute(null=True)
    style_id = UnicodeAttribute(null=True)
    style_name = UnicodeAttribute(null=True)
    original_key = UnicodeAttribute()
    display_key = UnicodeAttribute()
    thumbnail_key = UnicodeAttribute()
    format = UnicodeAttribute()
    size = NumberAttribute()
    quality = UnicodeAttribute()
    background = UnicodeAttribute()
    width = NumberAttribute()
    height = NumberAttribute()
    is_public = BooleanAttribute(default=False)
    is_favorite = BooleanAttribute(default=False)
    user_rating = NumberAttribute(null=True)
    like_count = NumberAttribute(default=0)
    owner_likes = BooleanAttribute(default=False)
    download_count = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(owner_id: str, result_id: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"RESULT#{result_id}"
