"""Idempotency-Key: one key makes one thing at most, and gets the first answer for 24 hours."""

import hashlib
import json
from contextlib import suppress
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response, content_types
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from splashmy.core.errors import ApiError, InvalidRequest
from splashmy.core.log import logger
from splashmy.web.reservations import Reservation, reserve

LONGEST_KEY = 255
SERVER_ERROR = 500


def once(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    key = app.current_event.headers.get("idempotency-key")
    if not key:
        return next_middleware(app)
    if len(key) > LONGEST_KEY:
        raise InvalidRequest.field("Idempotency-Key", "too_long", max=LONGEST_KEY)
    event, caller = app.current_event, app.context.get("caller")
    route = f"{event.http_method} {event.path.rstrip('/')}"
    reservation = reserve(
        f"USER#{caller.id if caller else ''}",  # where it is found to be erased
        _hash([route, key]),
        {name: _hash(value) for name, value in (event.json_body if event.body else {}).items()},
    )
    if reservation.status:
        return _replayed(app, reservation)
    app.append_context(reserved_id=reservation.id)
    return _answered(app, next_middleware, reservation)


def _replayed(app: APIGatewayRestResolver, reservation: Reservation) -> Response[Any]:
    app.append_context(headers=reservation.headers)
    body = json.loads(reservation.body or "null")
    return Response(int(reservation.status), content_types.APPLICATION_JSON, body)


def _answered(
    app: APIGatewayRestResolver, next_middleware: NextMiddleware, reservation: Reservation
) -> Response[Any]:
    try:
        response = next_middleware(app)
    except Exception as error:
        refused = isinstance(error, ApiError) and error.status < SERVER_ERROR
        with suppress(Exception):  # the lock ends by itself
            (reservation.withdraw if refused else reservation.release)()
        raise
    headers = app.context.get("headers", {})
    try:
        reservation.finish(int(response.status_code), headers, json.dumps(response.body))
    except Exception:  # noqa: BLE001 it is made, and the caller should learn of it
        logger.exception("The answer is not kept; whoever asks again continues")
    return response


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]
