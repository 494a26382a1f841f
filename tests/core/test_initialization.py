"""What happens in a process that Lambda starts, before its first event."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.serving import serving

ENDPOINT = "functions.auth.get_profile.handler"
TASK = "functions.processing.generate_image.handler"
LIST = "functions.styles.list_categories.handler"
SIGN_IN = "functions.auth.log_in.handler"
ON_LAMBDA = {
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
    "SIGNING_KEY_SECRET": "signing-key",
    "OPENAI_KEY_PARAMETER": "openai-key",
}
STATE = """
import gc, importlib, json, sys
handler = importlib.import_module({handler!r}).handler
from splashmy.core import dynamodb, resources
print(json.dumps({{
    "collects garbage": gc.isenabled(),
    "is frozen": gc.get_freeze_count() > 1000,
    "has validators": bool({{"_server", "_message"}} & set(vars(handler))),
    "has clients": sum(it.client.cache_info().currsize for it in (dynamodb, resources)),
    "knows secrets": {{name: value for name, (value, _) in resources._secrets.items()}},
    "has openai": "openai" in sys.modules,
}}))
"""
RESTORED = """
import importlib, json, random
importlib.import_module({handler!r})
from snapshot_restore_py import get_after_restore
from splashmy.core import resources
kept = random.getstate()
for hook, given, named in get_after_restore():
    hook(*given, **named)
print(json.dumps({{
    "has asked for credentials": bool(resources.session.cache_info().currsize),
    "knows secrets": resources._secrets,
    "chances are its own": random.getstate() != kept,
    "finds credentials": resources.credentials(),
}}))
"""


def state(handler: str, code: str = STATE, **variables: str) -> dict[str, Any]:
    """Of a process that has imported a handler."""
    known = {name: it for name, it in os.environ.items() if not name.startswith("AWS_")}
    command = [sys.executable, "-c", code.format(handler=handler)]
    environment = known | {"PYTHONPATH": "."} | variables
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


class Secrets(BaseHTTPRequestHandler):
    """Secrets Manager and Parameter Store, where every value is the same, and Lambda's own keys."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"SecretString": "of-today", "Parameter": {"Value": "of-today"}})

    def do_GET(self) -> None:
        keys = {"AccessKeyId": "of-now", "SecretAccessKey": "secret", "Token": "token"}
        self._answer(keys | {"Expiration": "2099-01-01T00:00:00Z"})

    def _answer(self, said: dict[str, Any]) -> None:
        answer = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def aws() -> Iterator[str]:
    with serving(HTTPServer(("127.0.0.1", 0), Secrets)) as url:
        yield url


@pytest.fixture
def nowhere() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_an_endpoint_is_built_before_its_first_event(nowhere: str) -> None:
    assert state(ENDPOINT, **ON_LAMBDA, AWS_ENDPOINT_URL=nowhere) == {
        "collects garbage": True,
        "is frozen": True,
        "has validators": True,
        "has clients": 1,
        "knows secrets": {},
        "has openai": False,
    }


def test_the_generator_is_built_before_its_first_job(aws: str) -> None:
    assert state(TASK, **ON_LAMBDA, AWS_ENDPOINT_URL=aws) == {
        "collects garbage": True,
        "is frozen": True,
        "has validators": True,
        "has clients": 2,
        "knows secrets": {"openai-key": "of-today"},
        "has openai": True,
    }


def test_a_list_knows_what_its_cursors_are_signed_with(aws: str) -> None:
    built = state(LIST, **ON_LAMBDA, AWS_ENDPOINT_URL=aws)

    assert built["knows secrets"] == {"signing-key": "of-today"}


def test_a_function_comes_up_though_a_secret_is_out_of_reach(nowhere: str) -> None:
    built = state(LIST, **ON_LAMBDA, AWS_ENDPOINT_URL=nowhere)

    assert (built["is frozen"], built["knows secrets"]) == (True, {})


def test_who_signs_in_has_a_client_of_the_user_pool(nowhere: str) -> None:
    assert state(SIGN_IN, **ON_LAMBDA, AWS_ENDPOINT_URL=nowhere)["has clients"] == 2


@pytest.mark.parametrize("handler", [LIST, SIGN_IN])
def test_a_snapshot_holds_no_credentials_no_secrets_and_no_chances(
    aws: str, handler: str, tmp_path: Path
) -> None:
    (hooks,) = Path(".venv-runtime").glob("lib/python3*/site-packages/snapshot_restore_py.py")
    tmp_path.joinpath(hooks.name).write_bytes(hooks.read_bytes())
    keys = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    snapshot = {name: value for name, value in ON_LAMBDA.items() if name not in keys} | {
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": aws,
        "AWS_ENDPOINT_URL": aws,
        "PYTHONPATH": f".:{tmp_path}",
    }

    restored = state(handler, RESTORED, **snapshot)

    assert restored == {
        "has asked for credentials": False,
        "knows secrets": {},
        "chances are its own": True,
        "finds credentials": ["of-now", "secret", "token"],
    }


@pytest.mark.parametrize("handler", [ENDPOINT, TASK])
def test_elsewhere_importing_a_handler_does_nothing(handler: str) -> None:
    assert state(handler) == {
        "collects garbage": True,
        "is frozen": False,
        "has validators": False,
        "has clients": 0,
        "knows secrets": {},
        "has openai": False,
    }
