"""POST /processing/webhooks/{webhook_id}/test"""

from splashmy.core.errors import TooManyRequests
from splashmy.core.ids import WebhookId
from splashmy.core.resources import JOBS
from splashmy.notifications import deliveries
from splashmy.notifications.records import WebhookNotFound
from splashmy.notifications.schemas import WebhookOutcome
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/processing/webhooks/{webhook_id}/test",
    grants=[JOBS.get, JOBS.update],
    errors=[WebhookNotFound, TooManyRequests],
    timeout=25,
)
def handler(webhook_id: Id[WebhookId], caller: Caller) -> WebhookOutcome:
    """Send an own webhook a signed `{"type": "webhook.test"}`, and show how it was answered.

    At most every 10 seconds; it is not among the deliveries.
    """
    status_code, failure = deliveries.try_out(caller.id, webhook_id)
    return WebhookOutcome(delivered=failure is None, status_code=status_code, failure=failure)
