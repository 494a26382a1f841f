"""Where callers reach this deployment: never taken from the Host header, which is theirs."""

from collections.abc import Mapping
from typing import Any

from splashmy.core.resources import environment
from splashmy.core.settings import settings


def own_address(event: Mapping[str, Any]) -> str:
    """The setting `api_url`, or what API Gateway named the stage that took the request."""
    if settings().api_url:
        return settings().api_url.rstrip("/")
    context, region = event["requestContext"], environment["AWS_REGION"]
    return f"https://{context['apiId']}.execute-api.{region}.amazonaws.com/{context['stage']}"
