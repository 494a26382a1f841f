"""Whom an owner wants to be told of ended jobs, and how telling went."""

import secrets

from splashmy.core.clock import now
from splashmy.core.errors import InvalidRequest
from splashmy.core.ids import new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, transact
from splashmy.notifications.destinations import UnsafeDestination, destination
from splashmy.notifications.records import (
    MOST,
    Delivery,
    TooManyWebhooks,
    Webhook,
    WebhookCount,
    WebhookNotFound,
)

SHOWN = 100  # deliveries of one webhook, the newest


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

    def write(transaction: Transaction) -> None:
        transaction.delete(Webhook(pk, sk), Webhook.pk.exists())
        transaction.update(WebhookCount(pk), [WebhookCount.length.add(-1)])

    try:
        transact(write)
    except ConditionFailed:
        raise WebhookNotFound from None


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
    def write(transaction: Transaction) -> None:
        transaction.save(webhook)
        fits = WebhookCount.length.does_not_exist() | (WebhookCount.length < MOST)
        transaction.update(WebhookCount(webhook.pk), [WebhookCount.length.add(1)], fits)

    try:
        transact(write)
    except ConditionFailed:
        raise TooManyWebhooks from None
