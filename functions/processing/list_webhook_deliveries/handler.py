"""GET /processing/webhooks/{webhook_id}/deliveries"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import WebhookId
from splashmy.core.resources import JOBS
from splashmy.notifications import webhooks
from splashmy.notifications.records import WebhookNotFound
from splashmy.notifications.schemas import DeliveryAnswer
from splashmy.web import Caller, Id, Page, PageQuery, endpoint
from splashmy.web.pages import paged


@endpoint(
    "GET",
    "/processing/webhooks/{webhook_id}/deliveries",
    grants=[JOBS.get, JOBS.query],
    errors=[WebhookNotFound],
)
def handler(
    webhook_id: Id[WebhookId], query: Annotated[PageQuery, Query()], caller: Caller
) -> Page[DeliveryAnswer]:
    """List the last 100 deliveries of an own webhook, newest jobs first; kept for 30 days."""
    found = webhooks.deliveries(caller.id, webhook_id)
    return paged(found, query).map(DeliveryAnswer.model_validate)
