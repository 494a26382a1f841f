"""What the operations of the API's document refer to by name."""

import json
from http import HTTPStatus
from typing import Any

from infra import answers, examples, gateway_responses
from infra.catalog import Function
from infra.schemas import used
from splashmy.web import Endpoint
from splashmy.web.envelope import ErrorBody, Failure
from splashmy.web.idempotency import LONGEST_KEY

Json = dict[str, Any]
Endpoints = list[tuple[Function, Endpoint[Any, Any]]]

SECURITY = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of POST /api/v1/auth/login/",
    }
}
PARAMETERS = {
    "Idempotency-Key": {
        "in": "header",
        "name": "Idempotency-Key",
        "description": "The same key again gets the first answer, for 24 hours.",
        "schema": {"type": "string", "maxLength": LONGEST_KEY},
    },
    "If-None-Match": {
        "in": "header",
        "name": "If-None-Match",
        "description": "The ETag of an earlier answer: 304 if it still holds.",
        "schema": {"type": "string"},
    },
}
HEADERS = {
    "ETag": {"description": "What If-None-Match takes.", "schema": {"type": "string"}},
    "Location": {"description": "Where what was made is.", "schema": {"type": "string"}},
    "Retry-After": {
        "description": "In seconds, when to ask again.",
        "schema": {"type": "integer"},
    },
}
WAITS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
NOT_MODIFIED = "not_modified"


def of(endpoints: Endpoints, paths: Json, schemas: Json) -> Json:
    failures = [errors for _, one in endpoints for errors in answers.by_status(one).values()]
    errors = {error.code(): error for together in failures for error in together}
    _enumerate_codes(
        schemas, {*errors, *(one.code() for one in gateway_responses.RESPONSES.values())}
    )
    responses = {answers.name_of(one): _response(one) for one in failures}
    not_modified = {"description": "Not modified", "headers": headers("ETag")}
    return {
        "examples": {code: examples.of_error(errors[code]) for code in sorted(errors)},
        "headers": HEADERS,
        "parameters": PARAMETERS,
        "responses": dict(sorted({**responses, NOT_MODIFIED: not_modified}.items())),
        "schemas": used(schemas, json.dumps([paths, responses])),
        "securitySchemes": SECURITY,
    }


def _response(errors: answers.Errors) -> Json:
    """For errors of one status."""
    codes = [error.code() for error in errors]
    media = {
        "schema": {"$ref": f"#/components/schemas/{Failure.__name__}"},
        "examples": {code: {"$ref": f"#/components/examples/{code}"} for code in codes},
    }
    response = {
        "description": " · ".join(f"`{error.code()}` {error.message}" for error in errors),
        "content": {"application/json": media},
    }
    return response | ({"headers": headers("Retry-After")} if errors[0].status in WAITS else {})


def _enumerate_codes(schemas: Json, codes: set[str]) -> None:
    schemas["ErrorCode"] = {"type": "string", "enum": sorted(codes)}
    schemas[ErrorBody.__name__]["properties"]["code"] = {"$ref": "#/components/schemas/ErrorCode"}


def headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
