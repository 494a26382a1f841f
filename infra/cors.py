"""What API Gateway itself tells browsers; the functions' own answers match each origin exactly.

A mock answers with one fixed origin. Where there are several, "*" stands here: no cookie signs
anybody in, so a page gains nothing by a preflight or an error that it may read.
"""

from typing import Any

ALLOWED_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-None-Match",
    "X-Correlation-ID",
    "X-Request-ID",
)
EXPOSED_HEADERS = ("ETag", "Location", "Retry-After", "X-Correlation-ID")


def headers(origins: list[str]) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origins[0] if len(origins) == 1 else "*",
        "Access-Control-Expose-Headers": ",".join(EXPOSED_HEADERS),
    }


def preflight(methods: list[str], origins: list[str]) -> dict[str, Any]:
    """The OPTIONS operation of a path, answered by the gateway alone."""
    answered = headers(origins) | {
        "Access-Control-Allow-Headers": ",".join(ALLOWED_HEADERS),
        "Access-Control-Allow-Methods": ",".join([*methods, "OPTIONS"]),
        "Access-Control-Max-Age": "3600",
    }
    return {
        "responses": {
            "204": {
                "description": "CORS preflight",
                "headers": {name: {"schema": {"type": "string"}} for name in answered},
            }
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": {"application/json": '{"statusCode": 204}'},
            "responses": {
                "default": {
                    "statusCode": "204",
                    "responseParameters": quoted("method.response.header", answered),
                }
            },
        },
    }


def quoted(prefix: str, answered: dict[str, str]) -> dict[str, str]:
    """Fixed headers as API Gateway's parameter mappings."""
    return {f"{prefix}.{name}": f"'{value}'" for name, value in answered.items()}
