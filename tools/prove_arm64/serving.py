"""Runs on arm64, with the layers and nothing else: `serving.py FOLDER...`, a line for each.

No resource and no region is named here, so what a function answers it decides before it uses any.
"""

import importlib.util
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import NoRegionError
from pydantic import ValidationError

from splashmy.core.resources import UndeclaredResourceError
from splashmy.web import Endpoint, Task

NO_AWS = (UndeclaredResourceError, NoRegionError)
CONTEXT: Any = SimpleNamespace(
    aws_request_id="prove-arm64",
    function_name="prove-arm64",
    get_remaining_time_in_millis=lambda: 600_000,
)


def serve(folder: Path) -> dict[str, str]:
    id = f"{folder.parent.name}-{folder.name}"
    try:
        handler = load(folder)
        answered = ask(handler) if isinstance(handler, Endpoint) else run(handler)
    except Exception as error:  # noqa: BLE001 whatever it is, it goes on with the next
        return {"id": id, "fault": f"{type(error).__name__}: {error}"}
    return {"id": id, "answered": answered}


def load(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("handler", folder / "handler.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} has no handler")
    module = importlib.util.module_from_spec(spec)
    sys.modules["handler"] = module
    spec.loader.exec_module(module)
    return module.handler


def ask(endpoint: Endpoint[Any, Any]) -> str:
    """A parameter that nobody knows: 422, or 401 where a sign-in is wanted first."""
    path = "/api/v1" + endpoint.paths[0].replace("{", "").replace("}", "")
    event: dict[str, Any] = {
        "httpMethod": endpoint.method,
        "path": path,
        "headers": {"host": "api.example.com"},
        "queryStringParameters": {"nobody": "1"},
        "multiValueQueryStringParameters": {"nobody": ["1"]},
        "body": None,
        "requestContext": {
            "requestId": "prove-arm64",
            "path": path,
            "identity": {"sourceIp": "192.0.2.1"},
            "authorizer": None,
        },
    }
    answer = endpoint(event, CONTEXT)
    if answer["statusCode"] not in (401, 422):
        raise ValueError(f"answered {answer['statusCode']}: {answer['body']}")
    return f"{answer['statusCode']} {json.loads(answer['body'])['error']['code']}"


def run(task: Task[Any, Any]) -> str:
    """An empty event: refused, or taken as far as the first call to AWS."""
    try:
        return f"returned {task({}, CONTEXT)}"
    except ValidationError:
        return "refused an empty event"
    except Exception as error:
        if not any(isinstance(one, NO_AWS) for one in causes(error)):
            raise
        return "went as far as AWS"


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    if platform.machine() != "aarch64":
        sys.exit(f"this is {platform.machine()}")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # where the functions log
    for argument in sys.argv[1:]:
        print(json.dumps(serve(Path(argument))), file=answers, flush=True)
