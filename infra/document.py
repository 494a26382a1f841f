"""The OpenAPI 3.1 document of the published, slashed paths, from the declarations."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, get_args

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from infra import answers, catalog, components, examples, links
from infra.catalog import FUNCTIONS, Function
from infra.schemas import for_clients
from infra.version import VERSION
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.envelope import Failure
from splashmy.web.serving import API_PREFIX

Json = dict[str, Any]
Endpoints = list[tuple[Function, Endpoint[Any, Any]]]

INFO = {
    "title": "SplashMy",
    "version": VERSION,
    "summary": "Photos in another style, with OpenAI's image models.",
    "description": "Every answer is JSON in one envelope: `success`, `message`, and `data`, "
    "`pagination` or `error`. Paths answer with and without their trailing slash.\n\n"
    "`Accept-Language` chooses between English and Spanish for every `message`, and for the names "
    "and descriptions of styles and categories; codes never change. A query parameter that is "
    "unknown or repeated is refused.\n\n"
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
JSON = "application/json"


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
            if led_to := links.of(endpoint, _routes(endpoints)):
                operation["responses"][str(int(endpoint.status))]["links"] = led_to
    document["components"] = components.of(endpoints, document["paths"], schemas)
    document = for_clients(document)
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
                responses=_models(endpoint),
            )
            route(endpoint.respond_with(lambda outcome, _: outcome))
    document: Json = json.loads(resolver.get_openapi_json_schema())
    return document


def _routes(endpoints: Endpoints) -> Iterator[tuple[str, str]]:
    """Path and id of every operation."""
    for function, endpoint in endpoints:
        for method, path in endpoint.routes:
            yield path, _operation_id(function, endpoint, method, path)


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


def _models(endpoint: Endpoint[Any, Any]) -> dict[int, Any]:
    """By status; that of an error only puts its schema among the components."""
    models = {endpoint.status: endpoint.envelope, HTTPStatus.INTERNAL_SERVER_ERROR: Failure}
    return {
        int(status): {"description": status.phrase, "content": {JSON: {"model": model}}}
        for status, model in models.items()
    }


def _complete(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> None:
    """Add what Powertools does not say, and the examples."""
    operation["security"] = _security(endpoint)
    operation["parameters"] = [*_parameters(operation, endpoint, schemas), *_headers(endpoint)]
    operation["responses"] = _responses(operation, endpoint, schemas)
    if "requestBody" in operation:
        media = operation["requestBody"]["content"][JSON]
        media["schema"] = media["schema"].get("anyOf", [media["schema"]])[0]
        media["example"] = examples.of(media["schema"], schemas)


def _responses(operation: Json, endpoint: Endpoint[Any, Any], schemas: Json) -> Json:
    """The success, then whatever else is answered by its name among the components."""
    success = str(int(endpoint.status))
    response = operation["responses"][success]
    media = response["content"][JSON]
    media["example"] = examples.of_answer(
        media["schema"],
        schemas,
        operation=operation["operationId"],
        message=endpoint.message,
    )
    if told := _told_by(endpoint):
        response["headers"] = components.headers(*told)
    others = {304: components.NOT_MODIFIED} if endpoint.etag else {}
    others |= {status: answers.name_of(one) for status, one in answers.by_status(endpoint).items()}
    return {success: response} | {
        str(status): {"$ref": f"#/components/responses/{name}"} for status, name in others.items()
    }


def _told_by(endpoint: Endpoint[Any, Any]) -> list[str]:
    """The headers of a success."""
    told = {
        "ETag": endpoint.etag,
        "Location": endpoint.location,
        "Retry-After": endpoint.retry_after,
    }
    return [name for name in told if told[name]]


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
    taken = {"Idempotency-Key": endpoint.idempotent, "If-None-Match": endpoint.etag}
    return [{"$ref": f"#/components/parameters/{name}"} for name in taken if taken[name]]
