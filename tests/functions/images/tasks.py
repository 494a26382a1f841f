"""The clock's work on images, at the moment a test wants it to be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from local.stack import Stack
from splashmy.core.clock import now
from tests.functions.rules import without_rule


def run(stack: Stack, name: str, *, after: timedelta = timedelta(), **more: Any) -> Any:
    moment = f"{now() + after:%Y-%m-%dT%H:%M:%SZ}"
    return stack.invoke(f"splashmy-local-images-{name}", {"time": moment, **more})


@contextmanager
def uploads_unnoticed(stack: Stack) -> Iterator[None]:
    """S3's events get lost."""
    with without_rule(stack, "splashmy-local-images-ingest_upload"):
        yield


@contextmanager
def without(stack: Stack, name: str, action: str) -> Iterator[None]:
    """AWS refuses one of the actions that a function was granted."""
    role = f"splashmy-local-images-{name}"
    iam, functions = stack.client("iam"), stack.client("lambda")
    configured = functions.get_function_configuration(FunctionName=role)
    where = {"RoleName": configured["Role"].rpartition("/")[2], "PolicyName": "declared"}
    granted = iam.get_role_policy(**where)["PolicyDocument"]
    fewer = [one for one in granted["Statement"] if action not in str(one["Action"])]
    iam.put_role_policy(**where, PolicyDocument=json.dumps(granted | {"Statement": fewer}))
    try:
        yield
    finally:
        iam.put_role_policy(**where, PolicyDocument=json.dumps(granted))
