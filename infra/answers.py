"""What every endpoint can answer: its success, and every error that it may meet."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from splashmy.core.errors import (
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
from splashmy.web.idempotency import IdempotencyInProgress, IdempotencyKeyReused


def responses(endpoint: Endpoint[Any, Any]) -> dict[int, Any]:
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
    if {"POST", "PUT", "PATCH"}.intersection(endpoint.methods):
        yield UnsupportedMediaType
    if endpoint.idempotent:
        yield from (IdempotencyInProgress, IdempotencyKeyReused)


def examples_of(endpoint: Endpoint[Any, Any], status: int) -> dict[str, Any]:
    codes = [error.code() for error in errors_of(endpoint) if error.status == status]
    return {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
