"""Conditional GET: the same answer again is 304 without a body."""

import hashlib
import json
import re
import time
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

# A presigned URL differs at every request and lives 15 minutes: leave its signature and its end
# out of the tag, but let the tag of an answer that holds one change every 5 minutes.
SIGNATURE = re.compile(r"\?X-Amz-[^\"]*|(?<=\"urls_expire_at\": \")[^\"]*")
URL_FRESHNESS = 300


def not_modified(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    response = next_middleware(app)
    if response.status_code != HTTPStatus.OK:
        return response
    tag = tag_of(json.dumps(response.body, default=str))
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    asked = app.current_event.headers.get("if-none-match", "")
    if tag in [one.strip().removeprefix("W/") for one in asked.split(",")]:
        response.status_code = 304
        response.body = None
    return response


def tag_of(text: str) -> str:
    stable, signatures = SIGNATURE.subn("", text)
    freshness = int(time.time() // URL_FRESHNESS) if signatures else 0
    return f'"{hashlib.sha256(f"{freshness}{stable}".encode()).hexdigest()[:32]}"'
