"""Every operation of the API, found by its declaration, and what a caller needs to send."""

import inspect
import re
from typing import Any
from uuid import uuid4

import pytest

from infra import catalog
from splashmy.web import Endpoint
from splashmy.web.headers import ALWAYS
from tests.client import Answer, Client

Operation = Endpoint[Any, Any]

OPERATIONS: dict[str, Operation] = {
    function.id: operation for function, operation in catalog.endpoints()
}
# Bodies that are whole; all others may be empty.
WHOLE = {
    "/rate": {"rating": 3},
    "/examples": {"result_id": str(uuid4())},
    "/report": {"reason": "other"},
    "/take-down": {"reason": "Not allowed here."},
    "/run": {"reason": "The latest run failed."},
}


def each(functions: dict[str, Operation]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("operation", functions.values(), ids=list(functions))


def ids_of(operation: Operation) -> list[str]:
    """The names in the path, the last one last."""
    return re.findall(r"{(\w+)}", operation.paths[0])


def anything(operation: Operation) -> dict[str, Any]:
    """Well-formed ids of nothing."""
    return {name: uuid4() for name in ids_of(operation)}


def body_of(operation: Operation) -> Any:
    """The least that the operation takes: nothing, if it may."""
    parameter = operation.signature.parameters.get("body")
    if parameter is None or parameter.default is not inspect.Parameter.empty:
        return None
    return next((body for end, body in WHOLE.items() if operation.paths[0].endswith(end)), {})


def takes_body(operation: Operation) -> bool:
    return "body" in operation.signature.parameters


def send(client: Client, operation: Operation, **asked: Any) -> Answer:
    """As a page in a browser calls; without ids, of nothing."""
    headers = {"Origin": "https://app.example", **asked.pop("headers", {})}
    return client.call(operation, headers=headers, **{**anything(operation), **asked})


def assert_closed(answer: Answer) -> None:
    """A refusal has the envelope and headers of all others, and tells nothing else."""
    assert answer.body.keys() == {"success", "message", "error"}
    assert answer.body["success"] is False
    assert answer.body["error"].keys() == {"code", "details", "request_id"}
    assert answer.headers["content-type"].startswith("application/json")
    assert {name.lower(): value for name, value in ALWAYS.items()}.items() <= answer.headers.items()
    assert answer.headers["access-control-allow-origin"] == "*"


def told(answer: Answer) -> tuple[int, str, Any]:
    """All that a caller can see, but for the request's own id."""
    error = answer.body["error"]
    return answer.status, answer.body["message"], (error["code"], error["details"])
