"""Every act of an administrator leaves an entry in the audit, before it is done."""

import re
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from splashmy.core.errors import ApiError
from splashmy.identity import audit
from splashmy.web.endpoint import Endpoint


def audited(endpoint: Endpoint[Any, Any]) -> Any:
    """The middleware of an endpoint that changes something. A replayed answer is no act."""
    action = f"{endpoint.method} {endpoint.paths[0]}"
    names = re.findall(r"{(\w+)}", endpoint.paths[0])

    def note(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
        caller = app.context["caller"]
        given = app.context["_route_args"]
        if not caller.is_admin or not given.keys() >= {*names}:  # an id that no route takes
            return next_middleware(app)
        target = str(given[names[-1]]) if names else None
        body = app.current_event.json_body if app.current_event.body else {}
        entry = audit.begin(caller, action, target_id=target, body=body)
        try:
            response = next_middleware(app)
        except Exception as error:
            known = error.status if isinstance(error, ApiError) else None
            audit.conclude(entry, known or HTTPStatus.INTERNAL_SERVER_ERROR)
            raise
        audit.conclude(entry, response.status_code)
        return response

    return note
