"""Whom an owner wants to be told of ended jobs, and how telling went.

| item         | pk           | sk                        | access                            |
|--------------|--------------|---------------------------|-----------------------------------|
| Webhook      | USER#<owner> | WEBHOOK#<id>              | GetItem; all, newest first: Query |
| WebhookCount | USER#<owner> | WEBHOOKS                  | moved with them                   |
| Delivery     | USER#<owner> | DELIVERY#<webhook>#<job>  | GetItem; newest jobs first: Query |
"""

import secrets

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from splashmy.errors import Conflict, InvalidRequest, NotFound
from splashmy.ids import new_id, now
from splashmy.processing.destinations import UnsafeDestination, destination
from splashmy.records import Record, refused, transact
from splashmy.resources import JOBS
from splashmy.settings import settings

MOST = 5  # webhooks of one user: one invocation tells them all
PENDING, DELIVERED, FAILED = "pending", "delivered", "failed"
SHOWN = 100  # deliveries of one webhook, the newest


class WebhookNotFound(NotFound):
    message = "There is no such webhook."


class TooManyWebhooks(Conflict):
    message = f"There are {MOST} webhooks already."


class Webhook(Record):
    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    url = UnicodeAttribute()
    secret = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(owner_id: str, webhook_id: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"WEBHOOK#{webhook_id}"


class WebhookCount(Record):
    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="WEBHOOKS")
    length = NumberAttribute(default=0)


class Delivery(Record):
    """pending until it is delivered, or failed for good: a webhook that was not reached in time.

    `status_code` and `failure` are of the last attempt.
    """

    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    job_id = UnicodeAttribute()
    job_status = UnicodeAttribute()
    status = UnicodeAttribute(default=PENDING)
    attempts = NumberAttribute(default=0)
    status_code = NumberAttribute(null=True)
    failure = UnicodeAttribute(null=True)
    attempted_at = UTCDateTimeAttribute(null=True)
    expires_at = NumberAttribute()

    @staticmethod
    def key(owner_id: str, webhook_id: str, job_id: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"DELIVERY#{webhook_id}#{job_id}"


def create(owner_id: str, url: str) -> Webhook:
    try:
        destination(url, private=settings().webhook_private_addresses)
    except UnsafeDestination as error:
        raise InvalidRequest.field("url", str(error)) from None
    id, secret = new_id(), secrets.token_urlsafe(32)
    webhook = Webhook(*Webhook.key(owner_id, id), id=id, url=url, secret=secret, created_at=now())
    _keep(webhook)
    return webhook


def of(owner_id: str) -> list[Webhook]:
    """Newest first."""
    pk, prefix = Webhook.key(owner_id, "")
    found = Webhook.query(
        pk, Webhook.sk.startswith(prefix), scan_index_forward=False, consistent_read=True
    )
    return list(found)


def delete(owner_id: str, webhook_id: str) -> None:
    pk, sk = Webhook.key(owner_id, webhook_id)

    def write(transaction: TransactWrite) -> None:
        transaction.delete(Webhook(pk, sk), Webhook.pk.exists())
        transaction.update(WebhookCount(pk), [WebhookCount.length.add(-1)])

    try:
        transact(write)
    except TransactWriteError as error:
        if refused(error):
            raise WebhookNotFound from None
        raise


def deliveries(owner_id: str, webhook_id: str) -> list[Delivery]:
    """The newest jobs first."""
    try:
        Webhook.get(*Webhook.key(owner_id, webhook_id), consistent_read=True)
    except Webhook.DoesNotExist:
        raise WebhookNotFound from None
    pk, prefix = Delivery.key(owner_id, webhook_id, "")
    found = Delivery.query(
        pk,
        Delivery.sk.startswith(prefix),
        scan_index_forward=False,
        limit=SHOWN,
        consistent_read=True,
    )
    return list(found)


def _keep(webhook: Webhook) -> None:
    def write(transaction: TransactWrite) -> None:
        transaction.save(webhook)
        fits = WebhookCount.length.does_not_exist() | (WebhookCount.length < MOST)
        transaction.update(WebhookCount(webhook.pk), [WebhookCount.length.add(1)], fits)

    try:
        transact(write)
    except TransactWriteError as error:
        if refused(error):
            raise TooManyWebhooks from None
        raise
