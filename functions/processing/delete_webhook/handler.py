"""DELETE /processing/webhooks/{webhook_id}"""

from splashmy.core.ids import WebhookId
from splashmy.core.resources import JOBS
from splashmy.notifications import webhooks
from splashmy.notifications.records import WebhookNotFound
from splashmy.notifications.schemas import DeletedWebhook
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "DELETE",
    "/processing/webhooks/{webhook_id}",
    grants=[JOBS.delete, JOBS.update],
    errors=[WebhookNotFound],
    message="Webhook deleted.",
)
def handler(webhook_id: Id[WebhookId], caller: Caller) -> DeletedWebhook:
    """Delete an own webhook."""
    webhooks.delete(caller.id, webhook_id)
    return DeletedWebhook(id=webhook_id)
