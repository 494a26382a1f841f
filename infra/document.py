"""The OpenAPI 3.1 document of the published, slashed paths, from the declarations."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from infra import answers, catalog, examples
from infra.catalog import FUNCTIONS, Function
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.idempotency import LONGEST_KEY
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
# The one that shows the document, whatever stands before /docs/openapi.json.
SERVERS = [{"url": "..", "description": "This deployment"}]
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

RETRY_AFTER = {
    "Retry-After": {"description": "In seconds, when to ask again.", "schema": {"type": "integer"}}
}
LOCATION = {"Location": {"description": "Where what was made is.", "schema": {"type": "string"}}}
ETAG = {"ETag": {"description": "What If-None-Match takes.", "schema": {"type": "string"}}}


def openapi(functions: Path = FUNCTIONS) -> Json:
    endpoints = list(catalog.endpoints(functions))
    document = _registered(endpoints)
    schemas = document["components"]["schemas"]
    # Powertools drops the trailing slash that the published paths have.
    document["paths"] = {f"{path}/": item for path, item in sorted(document["paths"].items())}
    for _, endpoint in endpoints:
        for method, path in endpoint.routes:
            operation = document["paths"][f"{API_PREFIX}{path}/"][method.lower()]
            _complete(operation, endpoint, schemas)
    errors = {
        error.code(): error for _, endpoint in endpoints for error in answers.errors_of(endpoint)
    }
    document["components"] = {
        "examples": {code: examples.of_error(errors[code]) for code in sorted(errors)},
        "schemas": _used(schemas, json.dumps(document["paths"])),
        "securitySchemes": SECURITY,
    }
    document = _named(_without_titles_of_fields(document))
    domains = {_tag(path) for _, endpoint in endpoints for path in endpoint.paths}
    tags = [{"name": name, "description": TAGS[name]} for name in TAGS if name in domains]
    return document | {"info": INFO, "servers": SERVERS, "tags": tags}


def _registered(endpoints: Endpoints) -> Json:
    resolver = APIGatewayRestResolver(enable_validation=True)
    for function, endpoint in endpoints:
        for method, path in endpoint.routes:
            route = resolver.route(
                f"{API_PREFIX}{path}".replace("{", "<").replace("}", ">"),
                [method],
                summary=endpoint.summary,
                description=endpoint.description,
                operation_id=_operation_id(function, endpoint, method, path),
                tags=[_tag(path)],
                status_code=endpoint.status,
                responses=answers.responses(endpoint),
                openapi_extensions={
                    ERRORS: [error.code() for error in answers.errors_of(endpoint)]
                },
            )
            route(endpoint.respond_with(lambda outcome, _: outcome))
    document: Json = json.loads(resolver.get_openapi_json_schema())
    return document


def _operation_id(function: Function, endpoint: Endpoint[Any, Any], method: str, path: str) -> str:
    """The function's own; its other routes add their method, or where they are."""
    parts = [function.id.replace("-", "_")]
    if path != endpoint.paths[0]:
        parts += ["at", *re.findall(r"/(\w+)", path)]
    if method != endpoint.method:
        parts.append(method.lower())
    return "_".join(parts)


def _tag(path: str) -> str:
    return path.split("/")[1]


def _complete(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> None:
    """Add what Powertools does not say, and the examples."""
    operation["security"] = _security(endpoint)
    operation["parameters"] = [*_parameters(operation, endpoint, schemas), *_headers(endpoint)]
    operation["responses"] = _responses(operation, endpoint, schemas)
    if "requestBody" in operation:
        media = operation["requestBody"]["content"]["application/json"]
        media["schema"] = media["schema"].get("anyOf", [media["schema"]])[0]
        media["example"] = examples.of(media["schema"], schemas)


def _responses(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> Json:
    """Those of the endpoint: Powertools has a 422 of its own where nothing is validated."""
    told = answers.responses(endpoint)
    responses = {code: one for code, one in operation["responses"].items() if int(code) in told}
    for code, response in responses.items():
        if int(code) in (429, 503) or (endpoint.retry_after and int(code) == endpoint.status):
            response["headers"] = RETRY_AFTER
        if endpoint.location and int(code) == endpoint.status:
            response["headers"] = response.get("headers", {}) | LOCATION
        if endpoint.etag and int(code) in (endpoint.status, 304):
            response["headers"] = ETAG
        for media in response.get("content", {}).values():
            if int(code) == endpoint.status:
                media["example"] = examples.of_answer(
                    media["schema"],
                    schemas,
                    operation=operation["operationId"],
                    message=endpoint.message,
                )
            else:
                media["examples"] = answers.examples_of(endpoint, int(code))
    return responses


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


def _without_titles_of_fields(node: Any) -> Any:
    """Pydantic titles a field after its name, which says nothing; clients name types by titles."""
    if isinstance(node, list):
        return [_without_titles_of_fields(one) for one in node]
    if not isinstance(node, dict):
        return node
    without = {name: _without_titles_of_fields(one) for name, one in node.items()}
    for field in (*without.get("properties", {}).values(), without.get("schema", {})):
        if isinstance(field, dict):
            field.pop("title", None)
    return without


def _named(document: Json) -> Json:
    """`Success_JobAnswer_`, as Pydantic has it, is `SuccessJobAnswer`."""
    names = {name: re.sub(r"\W|_", "", name) for name in document["components"]["schemas"]}
    text = REFERENCE.sub(
        lambda found: f'"#/components/schemas/{names[found[1]]}"', json.dumps(document)
    )
    named: Json = json.loads(text)
    schemas = named["components"]["schemas"]
    named["components"]["schemas"] = {
        names[name]: schemas[name] | {"title": names[name]} for name in sorted(schemas)
    }
    return named


def _used(schemas: Json, paths: str) -> Json:
    """The schemas that the paths refer to, and those that these refer to."""
    used: Json = {}
    while (names := set(REFERENCE.findall(paths + json.dumps(used)))) != used.keys():
        used = {name: schemas[name] for name in sorted(names)}
    return used
