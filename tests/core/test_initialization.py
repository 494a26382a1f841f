"""What happens in a process that Lambda starts, before its first event."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

ENDPOINT = "functions.auth.get_profile.handler"
TASK = "functions.processing.generate_image.handler"
ON_LAMBDA = {"AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "AWS_DEFAULT_REGION": "eu-west-1"}
STATE = """
import gc, importlib, json, sys
handler = importlib.import_module({handler!r}).handler
from splashmy.core import resources
print(json.dumps({{
    "collects garbage": gc.isenabled(),
    "is frozen": gc.get_freeze_count() > 1000,
    "has validators": bool({{"_server", "_message"}} & set(vars(handler))),
    "has clients": resources.client.cache_info().currsize,
    "has openai": "openai" in sys.modules,
}}))
"""


def state(handler: str, **variables: str) -> dict[str, Any]:
    """Of a process that has imported a handler."""
    known = {name: it for name, it in os.environ.items() if not name.startswith("AWS_")}
    command = [sys.executable, "-c", STATE.format(handler=handler)]
    environment = known | {"PYTHONPATH": "."} | variables
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


@pytest.mark.parametrize(("handler", "has_openai"), [(ENDPOINT, False), (TASK, True)])
def test_a_function_is_built_before_its_first_event(handler: str, has_openai: bool) -> None:
    assert state(handler, **ON_LAMBDA) == {
        "collects garbage": True,
        "is frozen": True,
        "has validators": True,
        "has clients": 1,
        "has openai": has_openai,
    }


@pytest.mark.parametrize("handler", [ENDPOINT, TASK])
def test_elsewhere_importing_a_handler_does_nothing(handler: str) -> None:
    assert state(handler) == {
        "collects garbage": True,
        "is frozen": False,
        "has validators": False,
        "has clients": 0,
        "has openai": False,
    }
