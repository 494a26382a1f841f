"""Webhooks, what was delivered to them, and mails that were sent; in the `jobs` table.

| item         | pk           | sk                        | access                            |
|--------------|--------------|---------------------------|-----------------------------------|
| Webhook      | USER#<owner> | WEBHOOK#<id>              | GetItem; all, newest first: Query |
| WebhookCount | USER#<owner> | WEBHOOKS                  | moved with them                   |
| Delivery     | USER#<owner> | DELIVERY#<webhook>#<job>  | GetItem; newest jobs first: Query |
| Mailed       | JOB#<id>     | MAILED                    | put only if absent                |
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import JobId, UserId, WebhookId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import JOBS


class Mailed(Record):
    """A mail about a job is on its way: JOB#<id>, MAILED."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="MAILED")
    expires_at = NumberAttribute()


MOST = 5  # webhooks of one user: one invocation tells them all
PENDING, DELIVERED, FAILED = "pending", "delivered", "failed"


class WebhookNotFound(NotFound):
    message = "Webhook not found."


class TooManyWebhooks(Conflict):
    message = f"There are {MOST} webhooks already."


class Webhook(Record):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(WebhookId)
    url = UnicodeAttribute()
    secret = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    tried_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(owner_id: UserId, webhook_id: WebhookId) -> tuple[str, str]:
        return f"USER#{owner_id}", f"WEBHOOK#{webhook_id}"


class WebhookCount(Record):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="WEBHOOKS")
    length = NumberAttribute(default=0)


class Delivery(Record):
    """pending until it is delivered, or failed for good: a webhook that was not reached in time.

    `status_code` and `failure` are of the last attempt.
    """

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    job_id = id_attribute(JobId)
    job_status = UnicodeAttribute()
    status = UnicodeAttribute(default=PENDING)
    attempts = NumberAttribute(default=0)
    status_code = NumberAttribute(null=True)
    failure = UnicodeAttribute(null=True)
    attempted_at = UTCDateTimeAttribute(null=True)
    expires_at = NumberAttribute()

    @staticmethod
    def key(owner_id: UserId, webhook_id: WebhookId, job_id: JobId) -> tuple[str, str]:
        return f"USER#{owner_id}", f"DELIVERY#{webhook_id}#{job_id}"
