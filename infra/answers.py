"""Every error that an endpoint can answer."""

from collections.abc import Iterator
from itertools import groupby
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
from splashmy.web.reservations import IdempotencyInProgress, IdempotencyKeyReused

Errors = tuple[type[ApiError], ...]


def errors_of(endpoint: Endpoint[Any, Any]) -> Errors:
    """What an endpoint can answer besides success: declared, then what its shape implies."""
    errors = {*endpoint.errors, *_implied(endpoint)}
    return tuple(sorted(errors, key=lambda one: (one.status, one.code())))


def by_status(endpoint: Endpoint[Any, Any]) -> dict[int, Errors]:
    return {
        int(status): tuple(errors)
        for status, errors in groupby(errors_of(endpoint), key=lambda one: one.status)
    }


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


def name_of(errors: Errors) -> str:
    """Of the response in the document's components that stands for these errors."""
    return "_or_".join(error.code() for error in errors)
