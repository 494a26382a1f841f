"""POST /processing/webhooks"""

from http import HTTPStatus

from pydantic import Field

from splashmy.core.resources import JOBS
from splashmy.notifications import webhooks
from splashmy.notifications.records import TooManyWebhooks
from splashmy.notifications.schemas import NewWebhook
from splashmy.web import Caller, NewId, RequestModel, endpoint


class CreateWebhook(RequestModel):
    url: str = Field(min_length=1, max_length=2000)


@endpoint(
    "POST",
    "/processing/webhooks",
    status=HTTPStatus.CREATED,
    message="Webhook created. Its secret is shown only this once.",
    grants=[JOBS.get, JOBS.put, JOBS.update],
    errors=[TooManyWebhooks],
)
def handler(body: CreateWebhook, caller: Caller, new_id: NewId) -> NewWebhook:
    """Have a URL told of each own job that completes or fails.

    `X-SplashMy-Signature` is `sha256=` and the hexadecimal HMAC-SHA256, by the secret, of
    `X-SplashMy-Timestamp` (seconds), a dot and the body. A job may be told more than once.
    """
    return NewWebhook.model_validate(webhooks.create(caller.id, body.url, new_id))
