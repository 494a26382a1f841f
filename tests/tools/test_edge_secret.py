"""The secret is made once, by a command that a deployment runs each time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import edge_secret
from local import aws
from local.stack import Stack

ENVIRONMENT = "made"
NAME = edge_secret.parameter(ENVIRONMENT)


def run() -> subprocess.CompletedProcess[str]:
    paths = f"{Path.cwd()}:{Path.cwd() / 'layers/shared/python'}"
    return subprocess.run(
        [sys.executable, "-m", "tools.edge_secret", ENVIRONMENT],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def parameters(stack: Stack) -> Iterator[Any]:
    ssm = stack.client("ssm")
    yield ssm
    ssm.delete_parameter(Name=NAME)


def test_the_secret_is_made_once_and_then_stays(parameters: Any) -> None:
    first = run()
    made = parameters.get_parameter(Name=NAME)["Parameter"]
    again = run()
    kept = parameters.get_parameter(Name=NAME)["Parameter"]

    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert (made["Type"], made["Value"]) == ("String", kept["Value"])
    assert len(made["Value"]) >= 43  # 32 bytes in base64
    assert made["Value"] not in first.stdout + first.stderr


def test_without_credentials_it_says_what_it_could_not_make(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (*aws.CREDENTIALS, "AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")

    ended = run()

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"The parameter {NAME} cannot be made: Unable to locate")
