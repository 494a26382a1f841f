"""Calls a handler in this process, on the stack's real tables, and counts what it reads."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from types import SimpleNamespace
from typing import Any

import jwt

from splashmy.web import Endpoint
from splashmy.web.serving import API_PREFIX
from tests.dynamodb_calls import Make, made_by
from tests.users import Account


@contextmanager
def dynamodb_calls() -> Iterator[list[tuple[str, int]]]:
    """Every DynamoDB call of the block: its operation, and how many items it read."""
    calls: list[tuple[str, int]] = []

    def note(operation: str, parameters: Any, make: Make) -> Any:
        answer = make(parameters)
        calls.append((operation, _items_read(answer)))
        return answer

    with made_by(note):
        yield calls


def _items_read(answer: dict[str, Any]) -> int:
    """By a Query also what it filtered out; by a BatchGetItem of every table."""
    if "Responses" in answer:
        return sum(len(found) for found in answer["Responses"].values())
    return int(answer.get("ScannedCount", "Item" in answer))


def call(
    endpoint: Endpoint[Any, Any],
    *,
    caller: Account | None = None,
    query: dict[str, str] | None = None,
    body: Any = None,
    address: str = "127.0.0.1",
    headers: dict[str, str] | None = None,
    **path: Any,
) -> dict[str, Any]:
    asked = event(endpoint, caller=caller, query=query, body=body, headers=headers, **path)
    asked["requestContext"]["identity"]["sourceIp"] = address
    context: Any = SimpleNamespace(
        aws_request_id="in-process", get_remaining_time_in_millis=lambda: endpoint.timeout * 1000
    )
    answer = copy_context().run(endpoint, asked, context)  # its language ends with it
    return {"status": answer["statusCode"], "body": json.loads(answer["body"] or "null")}


def event(
    endpoint: Endpoint[Any, Any],
    *,
    caller: Account | None = None,
    query: dict[str, str] | None = None,
    body: Any = None,
    headers: dict[str, str] | None = None,
    **path: Any,
) -> dict[str, Any]:
    """A request as API Gateway hands it to a function."""
    where = f"{API_PREFIX}{endpoint.paths[0].format(**path)}/"
    claims = _claims(caller) if caller else None
    return {
        "httpMethod": endpoint.method,
        "path": where,
        "headers": {
            "host": "api.example.com",
            "content-type": "application/json",
            **(headers or {}),
        },
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {k: [v] for k, v in (query or {}).items()},
        "body": None if body is None else json.dumps(body),
        "requestContext": {
            "requestId": "in-process",
            "path": where,
            "apiId": "api",
            "stage": "v1",
            "identity": {"sourceIp": "127.0.0.1"},
            "authorizer": {"claims": claims} if claims else None,
        },
    }


def _claims(caller: Account) -> dict[str, str]:
    """As the gateway hands them on: every value is text, and a list is joined by commas."""
    claims = jwt.decode(caller.access_token, options={"verify_signature": False})
    return {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in claims.items()
    }
