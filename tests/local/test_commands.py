"""`python -m local`, as make calls it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx2
import pytest

from local import lifetime
from local.demo import Account, sign_in
from splashmy_client import Client

pytestmark = pytest.mark.slow


def test_the_demo_says_when_nothing_runs(tmp_path: Path) -> None:
    result = local("demo", tmp_path)

    assert (result.returncode, result.stdout) == (
        1,
        "SplashMy doesn't run: 'make start' starts it.\n",
    )


def test_clean_forgets_everything(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "dynamodb.json").write_text("{}")

    result = local("clean", tmp_path)

    assert result.returncode == 0
    assert not tmp_path.exists()


@pytest.mark.parametrize("command", ["start", "run", "clean"])
def test_what_runs_already_is_left_alone(tmp_path: Path, command: str) -> None:
    holding = "import sys; from pathlib import Path; from local import lifetime"
    hold = f"{holding}; lifetime.hold(Path(sys.argv[1])); print('held', flush=True); input()"
    pid_file = tmp_path / "run.pid"

    with subprocess.Popen(
        [sys.executable, "-c", hold, str(pid_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout
        first.stdout.readline()
        result = local(command, tmp_path)
        still_held_by = lifetime.holder(pid_file)
        first.communicate("\n")

    assert (result.returncode, still_held_by) == (1, first.pid)
    assert "already runs" in result.stdout
    assert lifetime.holder(pid_file) is None


def test_what_is_no_picture_is_said_before_anything_starts(tmp_path: Path) -> None:
    words, missing = tmp_path / "words.jpg", tmp_path / "missing.jpg"
    words.write_text("A cat.")

    results = [
        local(command, tmp_path / "stack", "--image", str(image))
        for command, image in (("run", words), ("demo", missing), ("gallery", words))
    ]

    assert {result.returncode for result in results} == {2}
    assert all("is not a picture that can be read" in result.stderr for result in results)
    assert not (tmp_path / "stack").exists()


@pytest.mark.parametrize(
    ("event", "said"),
    [("{not json", "the event is not JSON"), ("[1]", "the event is not a JSON object")],
)
def test_an_event_that_is_no_json_object_is_said(tmp_path: Path, event: str, said: str) -> None:
    result = local("invoke", tmp_path, "cleanup_old_jobs", event)

    assert result.returncode == 2
    assert said in result.stderr


@pytest.mark.stack
def test_a_demo_that_fails_leaves_the_stack_up(tmp_path: Path) -> None:
    with running(tmp_path, "--style", "cubism-9") as said:
        before = until("Ctrl-C ends it.", said)
        outputs = json.loads((tmp_path / "outputs.json").read_text())
        stand_ins = httpx2.get(f"{outputs['stand_in_url']}/_calls")
        again = [local("demo", tmp_path, "--style", "watercolor") for _ in range(2)]
        spend_quota(outputs["api_url"])
        spent = local("demo", tmp_path)

    assert "There is no style named cubism-9." in before
    assert "SplashMy stays up; 'make demo' in another terminal tries again." in before
    assert any("Deploying SplashMy-local-Data, stack 1 of" in line for line in before)
    assert stand_ins.status_code == 200
    assert [one.returncode for one in again] == [0, 0]
    assert "Transforming it to Watercolor" in again[0].stdout
    assert (spent.returncode, spent.stderr) == (1, "")
    assert "midnight UTC" in spent.stdout


def spend_quota(api_url: str) -> None:
    with Client(api_url) as client:
        sign_in(client, Account())
        while remaining := client.quota().remaining:
            client.generate("A lighthouse", n=min(4, remaining), quality="low")


@contextmanager
def running(directory: Path, *arguments: str) -> Iterator[IO[str]]:
    """`python -m local run`, ended as Ctrl-C does."""
    with subprocess.Popen(
        [sys.executable, "-m", "local", "run", "--port", "0", "--dir", str(directory), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        yield process.stdout
        process.send_signal(signal.SIGTERM)
        process.communicate()


def until(end: str, lines: IO[str]) -> list[str]:
    said = []
    while (line := lines.readline()) and end not in line:
        said.append(line.strip())
    return said


def local(command: str, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local", command, "--dir", str(directory), *arguments],
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
