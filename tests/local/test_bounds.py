"""A local stack stays small: functions end when nobody needs them, and with the emulator."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import lifetime
from local.aws import FunctionError
from local.stack import Stack, running_stack

PATIENCE = 20  # seconds
IDLE_ENVIRONMENTS, ALL_ENVIRONMENTS = 8, 12


def processes(environment_of: int) -> set[int]:
    """The function processes that the emulator with this pid has started.

    One that forks them is called python, they by their function.
    """
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,comm=,args=", "--ppid", str(environment_of)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    every = [line.split(maxsplit=2) for line in found.stdout.splitlines()]
    return {
        int(pid)
        for pid, name, command in every
        if not ("fork_server" in command and name.startswith("python"))
    }


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def own_stack(local_assembly: Path, tmp_path: Path) -> Iterator[Stack]:
    with running_stack(local_assembly, tmp_path) as running:
        yield running


def test_of_functions_that_wait_only_the_latest_used_stay(own_stack: Stack) -> None:
    emulator = lifetime.holder(own_stack.directory / "emulator.pid")
    assert emulator
    most = 0
    for name in own_stack.client("lambda").list_functions(MaxItems=24)["Functions"]:
        with contextlib.suppress(FunctionError):  # an API function is no task
            own_stack.invoke(name["FunctionName"])
        most = max(most, len(processes(emulator)))

    assert most <= ALL_ENVIRONMENTS
    assert lifetime.wait_until(lambda: len(processes(emulator)) <= IDLE_ENVIRONMENTS, PATIENCE)


def test_functions_end_with_an_emulator_that_is_killed(own_stack: Stack) -> None:
    own_stack.invoke("splashmy-local-processing-check_model_retirement")
    emulator = lifetime.holder(own_stack.directory / "emulator.pid")
    assert emulator
    functions = processes(emulator)
    assert functions
    assert own_stack.ended_server() is None

    os.kill(emulator, signal.SIGKILL)

    assert lifetime.wait_until(lambda: not any(map(is_alive, functions)), PATIENCE)
    assert own_stack.ended_server() == "emulator"
