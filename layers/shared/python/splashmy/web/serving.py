"""How an endpoint is served: guard, validation, the function, its envelope."""

import re
from typing import Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import (
    OpenAPIRequestValidationMiddleware,
    OpenAPIResponseValidationMiddleware,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

from splashmy.core import deadline, i18n, log
from splashmy.core.errors import AdminRequired, InvalidRequest, Unauthorized, UnsupportedMediaType
from splashmy.core.lists import Page
from splashmy.core.log import logger
from splashmy.core.records import Position
from splashmy.core.settings import settings
from splashmy.identity.caller import admit, verify
from splashmy.web import errors, etags, queries
from splashmy.web.address import own_address
from splashmy.web.callers import Access, bearer
from splashmy.web.cursors import PageQuery, seal
from splashmy.web.endpoint import Endpoint
from splashmy.web.headers import ALWAYS, SHARED

API_PREFIX = "/api/v1"
CORRELATION = ("X-Correlation-ID", "X-Request-ID")
_CORRELATION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,127}")


class Server:
    """Powertools' resolver with the routes of one endpoint."""

    def __init__(self, endpoint: Endpoint[Any, Any]) -> None:
        self.endpoint = endpoint
        self.resolver = APIGatewayRestResolver(cors=_cors())
        self.resolver.exception_handler(Exception)(self._render)
        self.resolver.use(self._middlewares())
        for path in endpoint.paths:
            rule = f"{API_PREFIX}{path}".replace("{", "<").replace("}", ">")
            route = self.resolver.route(rule, list(endpoint.methods), status_code=endpoint.status)
            route(endpoint.respond_with(self._envelop))

    def build(self) -> object:
        """The validators of the route that clients take, which Powertools would build with the
        first request.
        """
        first, *_ = self.resolver._static_routes or self.resolver._dynamic_routes
        return first.dependant

    def serve(self, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        request_id = event["requestContext"]["requestId"]
        headers = {name.lower(): value for name, value in (event["headers"] or {}).items()}
        correlation_id = _given(headers) or request_id
        log.begin(correlation_id, request_id=request_id)
        i18n.speak(headers.get("accept-language", ""))
        self.resolver.append_context(lambda_context=context)
        with deadline.within(context.get_remaining_time_in_millis() / 1000):
            answer = self.resolver.resolve(event, context)
        _say_what_it_is(answer["multiValueHeaders"], correlation_id)
        return answer

    def _middlewares(self) -> list[Any]:
        middlewares: list[Any] = [
            self._guard,
            self._check_query,
            _json_object,
            OpenAPIRequestValidationMiddleware(),
        ]
        if self.endpoint.page_query:
            middlewares.append(self._resume)
        if self.endpoint.shared_cache:
            middlewares.append(_shared)
        if self.endpoint.etag:
            middlewares.append(etags.not_modified)
        middlewares.append(self._add_headers)
        if self.endpoint.idempotent:
            from splashmy.web.idempotency import once

            middlewares.append(once)
        if self.endpoint.is_audited:
            from splashmy.web.audit import audited

            middlewares.append(audited(self.endpoint))
        return [
            *middlewares,
            OpenAPIResponseValidationMiddleware(has_response_validation_error=True),
        ]

    def _guard(self, app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
        """Settle who is calling before anything of the request is looked at."""
        authorizer: dict[str, Any] = app.current_event["requestContext"].get("authorizer") or {}
        claims = authorizer.get("claims")
        token = app.current_event.headers.get("authorization", "")
        if claims:
            app.append_context(caller=admit(claims))
        elif token and self.endpoint.verifies_token:
            app.append_context(caller=verify(bearer(token)))
        elif self.endpoint.access is not Access.PUBLIC:
            raise Unauthorized
        if caller := app.context.get("caller"):
            logger.append_keys(user_id=caller.id)
            if self.endpoint.access is Access.ADMIN and not caller.is_admin:
                raise AdminRequired
        return next_middleware(app)

    def _check_query(
        self, app: APIGatewayRestResolver, next_middleware: NextMiddleware
    ) -> Response[Any]:
        queries.check(app.current_event, self.endpoint.query_parameters)
        return next_middleware(app)

    def _resume(
        self, app: APIGatewayRestResolver, next_middleware: NextMiddleware
    ) -> Response[Any]:
        query = app.context["_route_args"].get(self.endpoint.page_query)
        if query:  # an id in the path may be one that no route takes
            query.resume(self._scope(query))
        return next_middleware(app)

    def _scope(self, query: PageQuery) -> str:
        caller = self.resolver.context.get("caller")
        path = self.resolver.current_event.path.rstrip("/")
        return query.scope(caller.id if caller else "", path)

    def _envelop(self, outcome: Any, arguments: dict[str, Any]) -> Any:
        message = i18n.tell(self.endpoint.message)
        if not isinstance(outcome, Page):
            return self.endpoint.envelope(message=message, data=outcome)
        query = arguments[self.endpoint.page_query or ""]
        pagination = {
            "count": outcome.count,
            "next": self._link(outcome.next, query),
            "previous": self._link(outcome.previous, query),
            "results": outcome.results,
        }
        return self.endpoint.envelope(message=message, pagination=pagination)

    def _link(self, position: Position | int | None, query: PageQuery) -> str | None:
        """This request's own URL, at another page."""
        if position is None:
            return None
        event = self.resolver.current_event
        kept = {**(event.query_string_parameters or {})}
        kept.pop("cursor", None)
        if isinstance(position, int):
            kept["page"] = str(position)
        else:
            kept["cursor"] = seal(position, self._scope(query))
        # As it is published, with its slash, whichever form was asked for.
        return f"{own_address(event)}{event.path.rstrip('/')}/?{urlencode(kept)}"

    def _add_headers(
        self, app: APIGatewayRestResolver, next_middleware: NextMiddleware
    ) -> Response[Any]:
        """Outside of `once`, so that a replayed answer has them too."""
        response = next_middleware(app)
        response.headers.update(ALWAYS | app.context.get("headers", {}))
        made = response.status_code == self.endpoint.status and response.body
        if self.endpoint.location and made:
            path = self.endpoint.location.format(**made["data"])
            # Whole, since CloudFront and the API have different paths before /api.
            deployed_at = own_address(app.current_event)
            response.headers["Location"] = f"{deployed_at}{API_PREFIX}{path}/"
        if self.endpoint.retry_after:
            response.headers["Retry-After"] = str(self.endpoint.retry_after)
        return response

    def _render(self, error: Exception) -> Response[Any]:
        request_id = self.resolver.current_event.request_context.request_id
        return errors.render(error, request_id)


def _say_what_it_is(headers: dict[str, list[str]], correlation_id: str) -> None:
    headers[CORRELATION[0]] = [correlation_id]
    headers["Content-Language"] = [i18n.language()]
    headers["Vary"] = [", ".join([*headers.get("Vary", []), "Accept-Language"])]


def _given(headers: dict[str, str]) -> str | None:
    """The caller's own id for the request, if it is fit for a log."""
    given = (headers.get(name.lower(), "") for name in CORRELATION)
    return next((one for one in given if _CORRELATION_ID.fullmatch(one)), None)


def _cors() -> CORSConfig:
    first, *others = settings().cors_origins.split(",")
    return CORSConfig(
        allow_origin=first,
        extra_origins=others,
        allow_headers=["Idempotency-Key", "If-None-Match", *CORRELATION],
        expose_headers=["ETag", "Location", "Retry-After", CORRELATION[0]],
        max_age=3600,
    )


def _shared(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Outside of `not_modified`, whose answers to nobody in particular may be kept as well."""
    response = next_middleware(app)
    response.headers["Vary"] = "Authorization"
    if "caller" not in app.context:
        response.headers["Cache-Control"] = SHARED
    return response


def _json_object(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Whatever is sent as a body must be one JSON object."""
    event = app.current_event
    if event.body:
        _require_json(event)
        try:
            body = event.json_body
        except (ValueError, RecursionError):
            raise InvalidRequest.field("body", "not_json") from None
        if not isinstance(body, dict):
            raise InvalidRequest.field("body", "not_object")
    return next_middleware(app)


def _require_json(event: Any) -> None:
    """A media type is the same in any case, and whatever its parameters are; Powertools wants it
    in lower case.
    """
    for name, value in event["headers"].items():
        if name.lower() == "content-type":
            if value.partition(";")[0].strip().lower() != "application/json":
                break
            event["headers"][name] = "application/json"
            return
    raise UnsupportedMediaType
