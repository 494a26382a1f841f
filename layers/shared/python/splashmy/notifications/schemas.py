"""Webhooks and their deliveries as the API shows them."""

from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from splashmy.core.ids import JobId
from splashmy.jobs.records import JobStatus
from splashmy.web import ResponseModel

DeliveryStatus = TypeAliasType("DeliveryStatus", Literal["pending", "delivered", "failed"])


class WebhookAnswer(ResponseModel):
    id: str
    url: str
    created_at: datetime


class NewWebhook(WebhookAnswer):
    """`secret` is shown this once."""

    secret: str


class DeletedWebhook(ResponseModel):
    id: str


class WebhookOutcome(ResponseModel):
    """`status_code` is null if nobody answered; `failure` is null if it was delivered."""

    delivered: bool
    status_code: int | None
    failure: str | None


class DeliveryAnswer(ResponseModel):
    """`status` is delivered, pending (an attempt is left) or failed (none is).

    `status_code` and `failure` are of the last attempt.
    """

    job_id: JobId
    job_status: JobStatus
    status: DeliveryStatus
    attempts: int
    status_code: int | None
    failure: str | None
    attempted_at: datetime
