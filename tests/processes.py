"""A function in a process of its own, as Lambda has it."""

import json
import os
import subprocess
import sys
from typing import Any

SCRIPT = """
import json, sys
from importlib import import_module
from types import SimpleNamespace

name, event, seconds = sys.argv[1], json.loads(sys.argv[2]), float(sys.argv[3])
handler = import_module(f"functions.{name}.handler").handler
context = SimpleNamespace(
    aws_request_id="1", get_remaining_time_in_millis=lambda: seconds * 1000
)
print("ANSWER" + json.dumps(handler(event, context)))
"""


def invoke(
    name: str, event: dict[str, Any], *, seconds: float, variables: dict[str, str]
) -> tuple[dict[str, Any], str]:
    """The answer of `functions/<name>`, and its log. It is killed when its time is over."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, name.replace("/", "."), json.dumps(event), str(seconds)],
        env=os.environ | {"AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"} | variables,
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 10,  # to start Python and import
    )
    log, _, answer = ran.stdout.partition("ANSWER")
    return json.loads(answer), log
