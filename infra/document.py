"""The OpenAPI 3.1 document of the published, slashed paths, from the declarations."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from infra import catalog, examples
from infra.catalog import FUNCTIONS, Function
from splashmy.errors import (
    AdminRequired,
    ApiError,
    InternalError,
    InvalidRequest,
    ServiceUnavailable,
    TooManyRequests,
    Unauthorized,
    UnsupportedMediaType,
)
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.envelope import Failure
from splashmy.web.idempotency import LONGEST_KEY, IdempotencyInProgress, IdempotencyKeyReused
from splashmy.web.serving import API_PREFIX

Json = dict[str, Any]
Endpoints = list[tuple[Function, Endpoint[Any, Any]]]

ERRORS = "x-errors"
REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')
INFO = {
    "title": "SplashMy",
    "version": "1",
    "summary": "Photos in another style, with OpenAI's image models.",
    "description": "Every answer is JSON in one envelope: `success`, `message`, and `data`, "
    "`pagination` or `error`. Paths answer with and without their trailing slash.\n\n"
    "To sign in on a page that shows this document, run `POST /api/v1/auth/login/` there: the "
    "access token it answers is used from then on. One from elsewhere goes into **Authorize**.",
    "contact": {"name": "SplashMy contributors"},
    "license": {"name": "MIT", "identifier": "MIT"},
}
TAGS = {
    "auth": "Accounts, sign-in and profiles",
    "images": "Uploads, what is known about them, and what was made from them",
    "styles": "The catalogue of styles, with ratings, favourites and preferences",
    "processing": "Jobs that make images, their results, quotas, templates and webhooks",
}
SECURITY = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of POST /api/v1/auth/login/",
    }
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "The same key again gets the first answer, for 24 hours.",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The ETag of an earlier answer: 304 if it still holds.",
    "schema": {"type": "string"},
}


def openapi(functions: Path = FUNCTIONS) -> Json:
    endpoints = list(catalog.endpoints(functions))
    document = _registered(endpoints)
    schemas = document["components"]["schemas"]
    # Powertools drops the trailing slash that the published paths have.
    document["paths"] = {f"{path}/": item for path, item in document["paths"].items()}
    for _, endpoint in endpoints:
        path = document["paths"][f"{API_PREFIX}{endpoint.paths[0]}/"]
        _complete(path[endpoint.method.lower()], endpoint, schemas)
    errors = {error for _, endpoint in endpoints for error in errors_of(endpoint)}
    document["components"] = {
        "examples": {error.code(): examples.of_error(error) for error in errors},
        "schemas": _used(schemas, json.dumps(document["paths"])),
        "securitySchemes": SECURITY,
    }
    domains = {function.domain for function, _ in endpoints}
    tags = [{"name": name, "description": TAGS[name]} for name in TAGS if name in domains]
    # The server is the one that shows the document, whatever stands before /docs/openapi.json.
    return document | {"info": INFO, "servers": [{"url": ".."}], "tags": tags}


def _registered(endpoints: Endpoints) -> Json:
    resolver = APIGatewayRestResolver(enable_validation=True)
    for function, endpoint in endpoints:
        route = resolver.route(
            f"{API_PREFIX}{endpoint.paths[0]}".replace("{", "<").replace("}", ">"),
            [endpoint.method],
            summary=endpoint.summary,
            description=endpoint.description,
            operation_id=function.id.replace("-", "_"),
            tags=[function.domain],
            status_code=endpoint.status,
            responses=_responses(endpoint),
            openapi_extensions={ERRORS: [error.code() for error in errors_of(endpoint)]},
        )
        route(endpoint.respond_with(lambda outcome, _: outcome))
    document: Json = json.loads(resolver.get_openapi_json_schema())
    return document


def _complete(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> None:
    """Add what Powertools does not say, and the examples."""
    operation["security"] = _security(endpoint)
    operation["parameters"] = [*_parameters(operation, endpoint, schemas), *_headers(endpoint)]
    told = _responses(endpoint)  # and Powertools has a 422 of its own where nothing is validated
    operation["responses"] = {
        status: one for status, one in operation["responses"].items() if int(status) in told
    }
    for status, response in operation["responses"].items():
        for media in response.get("content", {}).values():
            if int(status) == endpoint.status:
                media["example"] = examples.of_answer(
                    media["schema"],
                    schemas,
                    operation=operation["operationId"],
                    message=endpoint.message,
                )
            else:
                media["examples"] = _references(endpoint, int(status))
    if "requestBody" in operation:
        media = operation["requestBody"]["content"]["application/json"]
        media["schema"] = media["schema"].get("anyOf", [media["schema"]])[0]
        media["example"] = examples.of(media["schema"], schemas)


def _references(endpoint: Endpoint[Any, Any], status: int) -> Json:
    codes = [error.code() for error in errors_of(endpoint) if error.status == status]
    return {code: {"$ref": f"#/components/examples/{code}"} for code in codes}


def _security(endpoint: Endpoint[Any, Any]) -> list[dict[str, list[str]]]:
    if endpoint.access is not Access.PUBLIC:
        return [{"accessToken": []}]
    return [] if endpoint.ignores_token else [{}, {"accessToken": []}]


def _parameters(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> Iterator[Json]:
    """Path and query; the limits of a list's query are in its model."""
    limits = schemas[_page_query(endpoint)]["properties"] if endpoint.page_query else {}
    for parameter in operation.get("parameters", []):
        if parameter["name"] in limits:
            limit = limits[parameter["name"]]
            parameter["schema"] = limit.get("anyOf", [limit])[0]
        if parameter["in"] == "path":
            field = {"schema": parameter["schema"], "field": parameter["name"]}
            parameter["example"] = examples.of(schemas=schemas, **field)
        yield parameter


def _page_query(endpoint: Endpoint[Any, Any]) -> str:
    annotation = endpoint.signature.parameters[endpoint.page_query or ""].annotation
    return str(get_args(annotation)[0].__name__)


def _headers(endpoint: Endpoint[Any, Any]) -> list[Json]:
    return [IDEMPOTENCY_KEY] * endpoint.idempotent + [IF_NONE_MATCH] * endpoint.etag


def _used(schemas: Json, paths: str) -> Json:
    """The schemas that the paths refer to, and those that these refer to."""
    used: Json = {}
    while (names := set(REFERENCE.findall(paths + json.dumps(used)))) != used.keys():
        used = {name: schemas[name] for name in names}
    return used


def _responses(endpoint: Endpoint[Any, Any]) -> dict[int, Any]:
    by_status: dict[int, list[type[ApiError]]] = defaultdict(list)
    for error in errors_of(endpoint):
        by_status[int(error.status)].append(error)
    success = {
        "description": "Success",
        "content": {"application/json": {"model": endpoint.envelope}},
    }
    failures = {status: _failure(errors) for status, errors in by_status.items()}
    not_modified = {304: {"description": "Not modified"}} if endpoint.etag else {}
    return {int(endpoint.status): success, **not_modified, **failures}


def _failure(errors: list[type[ApiError]]) -> dict[str, Any]:
    return {
        "description": " · ".join(f"`{error.code()}` {error.message}" for error in errors),
        "content": {"application/json": {"model": Failure}},
    }


def errors_of(endpoint: Endpoint[Any, Any]) -> list[type[ApiError]]:
    """What an endpoint can answer besides success: declared, then what its shape implies."""
    return sorted({*endpoint.errors, *_implied(endpoint)}, key=lambda one: (one.status, one.code()))


def _implied(endpoint: Endpoint[Any, Any]) -> Iterator[type[ApiError]]:
    yield from (TooManyRequests, InternalError, ServiceUnavailable)
    if not endpoint.ignores_token:
        yield Unauthorized
    if endpoint.access is Access.ADMIN:
        yield AdminRequired
    if endpoint.takes_input:
        yield InvalidRequest
    if endpoint.method in {"POST", "PUT", "PATCH"}:
        yield UnsupportedMediaType
    if endpoint.idempotent:
        yield from (IdempotencyInProgress, IdempotencyKeyReused)
