"""Idempotency-Key: the same request again gets the first answer for 24 hours."""

import json
from functools import cache
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response, content_types
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyValidationError,
)

from splashmy.core import resources
from splashmy.core.errors import Conflict, InvalidRequest

KEPT_FOR = 24 * 3600
LONGEST_KEY = 255


class IdempotencyKeyReused(InvalidRequest):
    message = "This Idempotency-Key was already used with another body."


class IdempotencyInProgress(Conflict):
    message = "The first request with this Idempotency-Key is still running."


def once(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    key = app.current_event.headers.get("idempotency-key")
    if not key:
        return next_middleware(app)
    if len(key) > LONGEST_KEY:
        raise InvalidRequest.field("Idempotency-Key", "too_long", max=LONGEST_KEY)

    def run(*, request: dict[str, Any]) -> dict[str, Any]:
        response = next_middleware(app)
        return {"status": int(response.status_code), "body": json.dumps(response.body)}

    config = IdempotencyConfig(
        event_key_jmespath="[caller, route, key]",
        payload_validation_jmespath="body",
        expires_after_seconds=KEPT_FOR,
        hash_function="sha256",
        lambda_context=app.lambda_context,
    )
    request, store = _request(app, key), _store()
    store.static_pk_value = f"USER#{request['caller']}"  # where it is found to be erased
    remembered = idempotent_function(
        run, data_keyword_argument="request", persistence_store=store, config=config
    )
    try:
        first = remembered(request=request)
    except IdempotencyValidationError:
        raise IdempotencyKeyReused.field("Idempotency-Key", "key_reused") from None
    except IdempotencyAlreadyInProgressError:
        raise IdempotencyInProgress(retry_after=1) from None
    return Response(first["status"], content_types.APPLICATION_JSON, json.loads(first["body"]))


def _request(app: APIGatewayRestResolver, key: str) -> dict[str, Any]:
    caller = app.context.get("caller")
    event = app.current_event
    return {
        "caller": caller.id if caller else "",
        "route": f"{event.http_method} {event.path.rstrip('/')}",
        "key": key,
        "body": event.json_body if event.body else None,
    }


@cache
def _store() -> DynamoDBPersistenceLayer:
    return DynamoDBPersistenceLayer(
        table_name=resources.IDEMPOTENCY.id,
        key_attr="pk",
        sort_key_attr="sk",
        expiry_attr="expires_at",
        boto3_client=resources.client("dynamodb", read_timeout=3),
    )
