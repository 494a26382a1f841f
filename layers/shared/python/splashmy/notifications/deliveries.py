"""Tells an owner's webhooks that a job has ended; what was delivered is not sent again."""

import json
import time
from collections import Counter

from splashmy.core.clock import now
from splashmy.core.ids import JobId, UserId, WebhookId
from splashmy.core.settings import settings
from splashmy.notifications import webhooks
from splashmy.notifications.destinations import UnsafeDestination, destination
from splashmy.notifications.records import DELIVERED, FAILED, PENDING, Delivery, Webhook
from splashmy.notifications.signed_requests import NoAnswer, post

KEPT_FOR = 30 * 24 * 3600  # seconds
ATTEMPTS = 3  # what Lambda makes of an asynchronous invocation that fails


class DeliveryFailed(Exception):
    """Some webhooks were not reached yet: the invocation is to be tried again."""


def deliver(owner_id: UserId, job_id: JobId, status: str) -> int:
    """How many were told now; each is tried, whatever becomes of the others.

    Raises `DeliveryFailed` while there is an attempt left for one of them.
    """
    due = [_due(owner_id, one, job_id, status) for one in webhooks.of(owner_id)]
    attempted = [_attempt(one, delivery) for one, delivery in due if delivery.status == PENDING]
    outcomes = Counter(one.status for one in attempted)
    if outcomes[PENDING]:
        raise DeliveryFailed(f"{outcomes[PENDING]} of {len(attempted)} for job {job_id}")
    return outcomes[DELIVERED]


def try_out(owner_id: UserId, webhook_id: WebhookId) -> tuple[int | None, str | None]:
    """Tell one webhook that this is a test: the status of its answer, and what went wrong."""
    return _sent(webhooks.claim_trial(owner_id, webhook_id), {"type": "webhook.test"})


def _due(
    owner_id: UserId, webhook: Webhook, job_id: JobId, status: str
) -> tuple[Webhook, Delivery]:
    key = Delivery.key(owner_id, webhook.id, job_id)
    try:
        return webhook, Delivery.get(*key, consistent_read=True)
    except Delivery.DoesNotExist:
        until = int(time.time()) + KEPT_FOR
        return webhook, Delivery(*key, job_id=job_id, job_status=status, expires_at=until)


def _attempt(webhook: Webhook, delivery: Delivery) -> Delivery:
    delivery.attempts += 1
    delivery.attempted_at = now()
    delivery.status_code, delivery.failure = _sent(webhook, _told(delivery))
    delivery.status = _status(delivery)
    delivery.save()
    return delivery


def _status(delivery: Delivery) -> str:
    if not delivery.failure:
        return DELIVERED
    return PENDING if delivery.attempts < ATTEMPTS else FAILED


def _sent(webhook: Webhook, told: dict[str, str]) -> tuple[int | None, str | None]:
    try:
        where = destination(webhook.url, private=settings().webhook_private_addresses)
        status = post(where, json.dumps(told).encode(), webhook.secret)
    except UnsafeDestination as error:
        return None, str(error)
    except NoAnswer:
        return None, "The receiver did not answer."
    return status, None if 200 <= status < 300 else "The receiver did not answer with a 2xx status."


def _told(delivery: Delivery) -> dict[str, str]:
    status = delivery.job_status
    return {"type": f"job.{status}", "job_id": delivery.job_id, "status": status}
