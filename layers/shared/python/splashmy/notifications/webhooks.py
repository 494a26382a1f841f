"""Whom an owner wants to be told of ended jobs, and how telling went."""

import secrets
from contextlib import suppress
from datetime import timedelta

from splashmy.core.clock import now
from splashmy.core.errors import InvalidRequest, TooManyRequests
from splashmy.core.ids import ReservedId, UserId, WebhookId
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
REST = 10  # seconds between two trials of one webhook


def create(owner_id: UserId, url: str, new_id: ReservedId) -> Webhook:
    id = WebhookId(new_id.value)
    if new_id.is_repeated:
        with suppress(Webhook.DoesNotExist):
            return Webhook.get(*Webhook.key(owner_id, id), consistent_read=True)
    try:
        destination(url, private=settings().webhook_private_addresses)
    except UnsafeDestination as error:
        raise InvalidRequest.field("url", error.code) from None
    secret = secrets.token_urlsafe(32)
    webhook = Webhook(*Webhook.key(owner_id, id), id=id, url=url, secret=secret, created_at=now())
    _keep(webhook)
    return webhook


def of(owner_id: UserId) -> list[Webhook]:
    """Newest first."""
    pk, of_kind = f"USER#{owner_id}", Webhook.sk.startswith("WEBHOOK#")
    found = Webhook.query(pk, of_kind, scan_index_forward=False, consistent_read=True)
    return list(found)


def delete(owner_id: UserId, webhook_id: WebhookId) -> None:
    pk, sk = Webhook.key(owner_id, webhook_id)

    def write(transaction: Transaction) -> None:
        transaction.delete(Webhook(pk, sk), Webhook.pk.exists())
        transaction.update(WebhookCount(pk), [WebhookCount.length.add(-1)])

    try:
        transact(write)
    except ConditionFailed:
        raise WebhookNotFound from None


def claim_trial(owner_id: UserId, webhook_id: WebhookId) -> Webhook:
    """The webhook, if it was not tried a moment ago: nobody floods a receiver through us."""
    webhook, moment = get(owner_id, webhook_id), now()
    rested = Webhook.tried_at < moment - timedelta(seconds=REST)
    fits = Webhook.pk.exists() & (Webhook.tried_at.does_not_exist() | rested)
    try:
        webhook.update([Webhook.tried_at.set(moment)], condition=fits)
    except ConditionFailed:
        raise TooManyRequests(retry_after=REST) from None
    return webhook


def get(owner_id: UserId, webhook_id: WebhookId) -> Webhook:
    try:
        return Webhook.get(*Webhook.key(owner_id, webhook_id), consistent_read=True)
    except Webhook.DoesNotExist:
        raise WebhookNotFound from None


def deliveries(owner_id: UserId, webhook_id: WebhookId) -> list[Delivery]:
    """The newest jobs first."""
    get(owner_id, webhook_id)
    pk, of_webhook = f"USER#{owner_id}", Delivery.sk.startswith(f"DELIVERY#{webhook_id}#")
    found = Delivery.query(
        pk,
        of_webhook,
        scan_index_forward=False,
        limit=SHOWN,
        consistent_read=True,
    )
    return list(found)


def _keep(webhook: Webhook) -> None:
    def write(transaction: Transaction) -> None:
        transaction.save(webhook, Webhook.pk.does_not_exist())
        fits = WebhookCount.length.does_not_exist() | (WebhookCount.length < MOST)
        transaction.update(WebhookCount(webhook.pk), [WebhookCount.length.add(1)], fits)

    try:
        transact(write)
    except ConditionFailed as failed:
        if not failed.concerns(WebhookCount):
            raise
        raise TooManyWebhooks from None
