"""Webhooks and their deliveries as the API shows them."""

from datetime import datetime

from splashmy.core.ids import JobId
from splashmy.web import ResponseModel


class WebhookAnswer(ResponseModel):
    id: str
    url: str
    created_at: datetime


class NewWebhook(WebhookAnswer):
    """`secret` is shown this once."""

    secret: str


class DeletedWebhook(ResponseModel):
    id: str


class DeliveryAnswer(ResponseModel):
    """`status` is delivered, pending (an attempt is left) or failed (none is).

    `status_code` and `failure` are of the last attempt.
    """

    job_id: JobId
    job_status: str
    status: str
    attempts: int
    status_code: int | None
    failure: str | None
    attempted_at: datetime
