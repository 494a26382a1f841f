"""The OpenAPI body that API Gateway imports: routes, authorizer, CORS and error envelope.

No request models are in it: validation is the functions' own, and the REST import takes little
of JSON Schema.
"""

from collections.abc import Iterable
from typing import Any

from aws_cdk import Aws

from infra import cors
from infra.catalog import Function
from infra.constructs import documentation
from infra.environments import Environment
from infra.gateway_responses import gateway_responses
from infra.locations import Locations
from infra.version import VERSION
from splashmy.core.resources import USER_POOL
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.serving import API_PREFIX

SCOPE = "aws.cognito.signin.user.admin"


def body(
    endpoints: Iterable[tuple[Function, Endpoint[Any, Any]]],
    *,
    environment: Environment,
    locations: Locations,
    gateway_role_arn: str,
) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for function, endpoint in endpoints:
        integration = _integration(locations.endpoint_arn(function.id), gateway_role_arn)
        for method, path in endpoint.routes:
            operations = paths.setdefault(f"{API_PREFIX}{path}", {})
            operations[method.lower()] = _operation(endpoint, integration)
    if environment.public_docs:
        integration = _integration(locations.function_arn(documentation.FUNCTION), gateway_role_arn)
        for path in documentation.PATHS:
            paths[path] = {"get": _public(integration)}
    for operations in paths.values():
        methods = sorted(method.upper() for method in operations)
        operations["options"] = cors.preflight(methods, environment.origins)
    return {
        "openapi": "3.0.1",
        "info": {"title": environment.prefix, "version": VERSION},
        "paths": paths,
        "components": {
            "securitySchemes": {"cognito": _authorizer(locations.arn(USER_POOL))},
        },
        "x-amazon-apigateway-gateway-responses": gateway_responses(environment.origins),
    }


def _operation(endpoint: Endpoint[Any, Any], integration: dict[str, Any]) -> dict[str, Any]:
    operation = _public(integration)
    if endpoint.access is not Access.PUBLIC:
        operation["security"] = [{"cognito": [SCOPE]}]
    return operation


def _public(integration: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {}, "x-amazon-apigateway-integration": integration}


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
