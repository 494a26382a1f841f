"""What make makes of its arguments."""

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NO_HOME = "/dev/null/home"  # nobody can write there, not even root
MANIFEST = Path("cdk.out/manifest.json")


def make(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *words],  # noqa: S607
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_templates_are_in_cdk_out_even_without_a_home() -> None:
    MANIFEST.unlink(missing_ok=True)

    ended = make("synth", "ENV=dev", HOME=NO_HOME, JSII_NODE="")

    assert ended.returncode == 0, ended.stderr
    assert "SplashMy-dev" in MANIFEST.read_text()
    assert list(Path(".build/caches/jsii").iterdir())


@pytest.mark.parametrize("command", ["synth", "deploy"])
def test_an_unknown_environment_is_said_before_anything_is_built(command: str) -> None:
    ended = make(command, "ENV=moon")

    assert ended.returncode == 2
    assert 'There is no environment "moon"; choose one of local, dev' in ended.stderr
    assert "Building layer" not in ended.stdout + ended.stderr


@pytest.mark.parametrize("id", ["it's", '"', "a b", "$(reboot)"])
def test_what_is_no_id_is_said(id: str) -> None:
    ended = make("trace", f"ID={id.replace('$', '$$')}")

    assert ended.returncode == 2
    assert f"{id!r} is not an id" in ended.stderr


def test_an_event_goes_to_the_task_as_it_is_written() -> None:
    ended = make("invoke", "TASK=cleanup_old_jobs", """EVENT={"it's": not json}""")

    assert ended.returncode == 2
    assert "the event is not JSON" in ended.stderr


def test_help_lists_every_command_that_says_what_it_does() -> None:
    said = {
        line.split(":")[0] for line in Path("Makefile").read_text().splitlines() if " ## " in line
    }

    listed = {line.split()[1] for line in make("help").stdout.splitlines()}

    assert listed == said > {"prove-arm64"}
