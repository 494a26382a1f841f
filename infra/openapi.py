"""The OpenAPI body that API Gateway imports: routes, authorizer, CORS and error envelope.

No request models are in it: validation is the functions' own, and the REST import takes little
of JSON Schema.
"""

import json
from collections.abc import Iterable
from typing import Any

from aws_cdk import Aws

from infra.catalog import Function
from infra.environments import Environment
from infra.locations import Locations
from splashmy.resources import USER_POOL
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.serving import API_PREFIX

SCOPE = "aws.cognito.signin.user.admin"
ALLOWED_HEADERS = "Authorization,Content-Type,Idempotency-Key,If-None-Match"

GATEWAY_RESPONSES: dict[str, tuple[int, str, str]] = {
    "MISSING_AUTHENTICATION_TOKEN": (404, "not_found", "There is nothing here."),
    "RESOURCE_NOT_FOUND": (404, "not_found", "There is nothing here."),
    "UNAUTHORIZED": (
        401,
        "unauthorized",
        "Sign in to do this: the access token is missing, expired or revoked.",
    ),
    "ACCESS_DENIED": (403, "forbidden", "You may not do this."),
    "AUTHORIZER_FAILURE": (500, "internal_error", "Something went wrong on our side."),
    "AUTHORIZER_CONFIGURATION_ERROR": (500, "internal_error", "Something went wrong on our side."),
    "EXPIRED_TOKEN": (401, "unauthorized", "The access token has expired; please sign in again."),
    "INVALID_SIGNATURE": (401, "unauthorized", "The access token is not valid."),
    "INVALID_API_KEY": (403, "forbidden", "You may not do this."),
    "BAD_REQUEST_BODY": (422, "invalid_request", "The request body is not right."),
    "BAD_REQUEST_PARAMETERS": (422, "invalid_request", "The request parameters are not right."),
    "REQUEST_TOO_LARGE": (413, "payload_too_large", "The request body is too large."),
    "UNSUPPORTED_MEDIA_TYPE": (
        415,
        "unsupported_media_type",
        "Send the body as application/json.",
    ),
    "THROTTLED": (429, "too_many_requests", "Too many requests; please wait a little."),
    "QUOTA_EXCEEDED": (429, "too_many_requests", "Too many requests; please wait a little."),
    "INTEGRATION_FAILURE": (503, "service_unavailable", "The service is busy; please try again."),
    "INTEGRATION_TIMEOUT": (504, "gateway_timeout", "That took too long; please try again."),
    "API_CONFIGURATION_ERROR": (500, "internal_error", "Something went wrong on our side."),
    "WAF_FILTERED": (403, "forbidden", "You may not do this."),
    "DEFAULT_4XX": (400, "bad_request", "The request is not right."),
    "DEFAULT_5XX": (500, "internal_error", "Something went wrong on our side; please try again."),
}
WITH_RETRY_AFTER = {"THROTTLED", "QUOTA_EXCEEDED", "INTEGRATION_FAILURE"}


def body(
    endpoints: Iterable[tuple[Function, Endpoint[Any, Any]]],
    *,
    environment: Environment,
    locations: Locations,
    gateway_role_arn: str,
) -> dict[str, Any]:
    origin = environment.settings.cors_origins.split(",")[0]
    paths: dict[str, dict[str, Any]] = {}
    for function, endpoint in endpoints:
        integration = _integration(locations.function_arn(function.id), gateway_role_arn)
        for path in endpoint.paths:
            operations = paths.setdefault(f"{API_PREFIX}{path}", {})
            operations[endpoint.method.lower()] = _operation(endpoint, integration)
    for operations in paths.values():
        operations["options"] = _preflight(operations, origin)
    return {
        "openapi": "3.0.1",
        "info": {"title": environment.prefix, "version": "1"},
        "paths": paths,
        "components": {
            "securitySchemes": {"cognito": _authorizer(locations.arn(USER_POOL))},
        },
        "x-amazon-apigateway-gateway-responses": _gateway_responses(origin),
    }


def _operation(endpoint: Endpoint[Any, Any], integration: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {"responses": {}, "x-amazon-apigateway-integration": integration}
    if endpoint.access is not Access.PUBLIC:
        operation["security"] = [{"cognito": [SCOPE]}]
    return operation


def _integration(function_arn: str, role_arn: str) -> dict[str, Any]:
    lambda_api = f"arn:{Aws.PARTITION}:apigateway:{Aws.REGION}:lambda:path/2015-03-31"
    return {
        "type": "aws_proxy",
        "httpMethod": "POST",
        "credentials": role_arn,
        "uri": f"{lambda_api}/functions/{function_arn}/invocations",
    }


def _authorizer(user_pool_arn: str) -> dict[str, Any]:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
            "type": "cognito_user_pools",
            "providerARNs": [user_pool_arn],
        },
    }


def _preflight(operations: dict[str, Any], origin: str) -> dict[str, Any]:
    methods = ",".join(sorted(method.upper() for method in operations))
    headers = _cors_headers(origin) | {
        "Access-Control-Allow-Methods": f"'{methods},OPTIONS'",
        "Access-Control-Max-Age": "'3600'",
    }
    return {
        "responses": {
            "204": {
                "description": "CORS preflight",
                "headers": {name: {"schema": {"type": "string"}} for name in headers},
            }
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": {"application/json": '{"statusCode": 204}'},
            "responses": {
                "default": {
                    "statusCode": "204",
                    "responseParameters": {
                        f"method.response.header.{name}": value for name, value in headers.items()
                    },
                }
            },
        },
    }


def _gateway_responses(origin: str) -> dict[str, Any]:
    return {kind: _gateway_response(kind, origin) for kind in GATEWAY_RESPONSES}


def _gateway_response(kind: str, origin: str) -> dict[str, Any]:
    status, code, message = GATEWAY_RESPONSES[kind]
    headers = _cors_headers(origin)
    if kind in WITH_RETRY_AFTER:
        headers["Retry-After"] = "'1'"
    error = {"code": code, "details": [], "request_id": "$context.requestId"}
    template = {"success": False, "message": message, "error": error}
    return {
        "statusCode": str(status),
        "responseParameters": {
            f"gatewayresponse.header.{name}": value for name, value in headers.items()
        },
        "responseTemplates": {"application/json": json.dumps(template)},
    }


def _cors_headers(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": f"'{origin}'",
        "Access-Control-Allow-Headers": f"'{ALLOWED_HEADERS}'",
    }
