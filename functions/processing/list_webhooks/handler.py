"""GET /processing/webhooks"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import JOBS
from splashmy.notifications import webhooks
from splashmy.notifications.schemas import WebhookAnswer
from splashmy.web import Caller, Page, PageQuery, endpoint
from splashmy.web.pages import paged


@endpoint("GET", "/processing/webhooks", grants=[JOBS.query])
def handler(query: Annotated[PageQuery, Query()], caller: Caller) -> Page[WebhookAnswer]:
    """List the caller's own webhooks, newest first."""
    return paged(webhooks.of(caller.id), query).map(WebhookAnswer.model_validate)
