"""What API Gateway answers by itself, in the envelope and words of our own errors."""

import json
from typing import Any

from infra import cors
from splashmy.core import i18n
from splashmy.core.errors import (
    ApiError,
    BadRequest,
    Forbidden,
    GatewayTimeout,
    InternalError,
    InvalidRequest,
    NotFound,
    PayloadTooLarge,
    ServiceUnavailable,
    TooManyRequests,
    Unauthorized,
    UnsupportedMediaType,
)
from splashmy.web.headers import ALWAYS

RESPONSES: dict[str, type[ApiError]] = {
    "ACCESS_DENIED": Forbidden,
    "API_CONFIGURATION_ERROR": InternalError,
    "AUTHORIZER_CONFIGURATION_ERROR": InternalError,
    "AUTHORIZER_FAILURE": InternalError,
    "BAD_REQUEST_BODY": InvalidRequest,
    "BAD_REQUEST_PARAMETERS": InvalidRequest,
    "DEFAULT_4XX": BadRequest,
    "DEFAULT_5XX": InternalError,
    "EXPIRED_TOKEN": Unauthorized,
    # A throttled Lambda is one of these, and the only one that is to be expected.
    "INTEGRATION_FAILURE": ServiceUnavailable,
    "INTEGRATION_TIMEOUT": GatewayTimeout,
    "INVALID_API_KEY": Forbidden,
    "INVALID_SIGNATURE": Unauthorized,
    # An unknown path, or a method that a known path lacks.
    "MISSING_AUTHENTICATION_TOKEN": NotFound,
    "QUOTA_EXCEEDED": TooManyRequests,
    "REQUEST_TOO_LARGE": PayloadTooLarge,
    "RESOURCE_NOT_FOUND": NotFound,
    "THROTTLED": TooManyRequests,
    "UNAUTHORIZED": Unauthorized,
    "UNSUPPORTED_MEDIA_TYPE": UnsupportedMediaType,
    "WAF_FILTERED": Forbidden,
}
RETRIABLE = (GatewayTimeout, ServiceUnavailable, TooManyRequests)


def gateway_responses(origins: list[str]) -> dict[str, Any]:
    return {kind: _response(kind, error, origins) for kind, error in RESPONSES.items()}


def _response(kind: str, error: type[ApiError], origins: list[str]) -> dict[str, Any]:
    # API Gateway fills in templates, but does not choose between them by Accept-Language.
    headers = cors.headers(origins) | ALWAYS | {"Content-Language": i18n.SOURCE}
    if error in RETRIABLE:
        headers["Retry-After"] = "1"
    response = {
        "responseParameters": cors.quoted("gatewayresponse.header", headers),
        "responseTemplates": {"application/json": _envelope(error)},
    }
    # The status of a default would be forced on every type that it stands in for.
    return response if kind.startswith("DEFAULT") else {"statusCode": _status(error), **response}


def _status(error: type[ApiError]) -> str:
    return str(int(error.status))


def _envelope(error: type[ApiError]) -> str:
    body = {"code": error.code(), "details": [], "request_id": "$context.requestId"}
    return json.dumps({"success": False, "message": error.message, "error": body})
