"""Clients of the emulator; its credentials open nothing anywhere else."""

import functools
import json
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

REGION = "us-east-1"
ROOT_KEY = ("test", "test")
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
    "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
    "AWS_DEFAULT_REGION": REGION,
}
LONGEST_INVOCATION = 900  # seconds; Lambda's own limit


class FunctionError(RuntimeError):
    """A function raised; says what."""


@functools.cache
def client(
    service: str, endpoint_url: str, key: tuple[str, str] = ROOT_KEY, *, read_timeout: float = 60
) -> Any:
    """Of the account's root, unless another key is given; making one takes a third of a second."""
    session: Any = boto3.Session(*key, region_name=REGION)
    return session.client(
        service,
        endpoint_url=endpoint_url,
        config=Config(
            s3={"addressing_style": "path"},
            retries={"total_max_attempts": 2},
            read_timeout=read_timeout,
        ),
    )


def invoke(function: str, event: Mapping[str, Any], endpoint_url: str) -> Any:
    """Invoke a function by name or ARN and wait; what it returned, or a `FunctionError`."""
    answer = client("lambda", endpoint_url, read_timeout=LONGEST_INVOCATION).invoke(
        FunctionName=function, Payload=json.dumps(event)
    )
    payload = json.loads(answer["Payload"].read() or "null")
    if "FunctionError" in answer:
        name = function.rpartition(":")[2]
        reason = [payload[key] for key in ("errorType", "errorMessage") if key in payload]
        raise FunctionError(": ".join([f"{name} failed", *reason]))
    return payload
