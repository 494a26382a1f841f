"""A function's process is forked from one that has loaded packages, and shares nothing else."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.lifetime import wait_until

PATIENCE = 20  # seconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked"),
]

PACKAGE = "import os\nLOADED_BY = os.getpid()\nfound = []\n"  # in the place of one that is loaded
RUNTIME = """
import json, os, random, sys, uuid, uuid6

uuid6.found.append(os.environ["MINE"])
print(json.dumps({
    "name": open("/proc/self/comm").read().strip(), "parent": os.getppid(),
    "loaded_by_itself": uuid6.LOADED_BY == os.getpid(),
    "found": uuid6.found, "directory": os.getcwd(), "path": sys.path[0], "arguments": sys.argv[1:],
    "environment": dict(os.environ), "input": sys.stdin.read(), "chance": random.random(),
    "files": [one for one in map(int, os.listdir("/proc/self/fd")) if one > 2],
}), flush=True)
if os.environ["_HANDLER"] == "waits":
    import threading
    threading.Event().wait()
sys.exit(3)
"""
EMULATOR = """
import json, os, sys
from local.emulator.function_processes import _servers, start

def started(mine, handler="ends"):
    environment = {**json.loads(sys.argv[1]), "MINE": mine, "_HANDLER": handler}
    environment["AWS_LAMBDA_FUNCTION_NAME"] = f"application-{mine}"
    return start(["bootstrap"], cwd=sys.argv[2], env=environment)

"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where a function's code would be, with a runtime and a package that say what they find."""
    (tmp_path / "uuid6.py").write_text(PACKAGE)
    (tmp_path / "awslambdaric").mkdir()
    (tmp_path / "awslambdaric" / "__init__.py").touch()
    (tmp_path / "awslambdaric" / "__main__.py").write_text(RUNTIME)
    return tmp_path


def told(directory: Path, script: str) -> Any:
    """What an emulator prints that runs this."""
    environment = {"PYTHONPATH": str(directory), "RUNTIME_PYTHON": sys.executable}
    command = [sys.executable, "-c", EMULATOR + script, json.dumps(environment), str(directory)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_two_functions_share_nothing_but_what_was_loaded_before(directory: Path) -> None:
    script = """
os.environ["EMULATORS"] = "1"
both = [started("first"), started("second")]
print(json.dumps([os.getpid(), *(json.loads(one.stdout.readline()) for one in both)]))
"""

    emulator, first, second = told(directory, script)

    assert [one["parent"] for one in (first, second)] == [emulator, emulator]
    assert [one["loaded_by_itself"] for one in (first, second)] == [False, False]
    assert (first["name"], second["name"]) == ("first", "second")
    assert (first["found"], second["found"]) == (["first"], ["second"])
    assert (second["directory"], second["path"]) == (str(directory), str(directory))
    assert (second["arguments"], second["input"]) == (["ends"], "")
    assert second["environment"] == {
        "AWS_LAMBDA_FUNCTION_NAME": "application-second",
        "MINE": "second",
        "PYTHONPATH": str(directory),
        "RUNTIME_PYTHON": sys.executable,
        "_HANDLER": "ends",
    }
    assert len(second["files"]) == 1  # the folder that it looks into
    assert first["chance"] != second["chance"]


def test_how_a_function_ended_is_known(directory: Path) -> None:
    script = """
ended, waiting = started("first"), started("second", "waits")
waiting.stdout.readline()
alive = waiting.poll()
waiting.terminate()
print(json.dumps([ended.wait(10), alive, waiting.wait(10), waiting.poll()]))
"""

    assert told(directory, script) == [3, None, -signal.SIGTERM, -signal.SIGTERM]


def test_functions_start_after_the_process_that_forks_them_has_ended(directory: Path) -> None:
    script = """
started("first").wait(10)
for server in _servers.values():
    server.process.kill()
    server.process.wait()
print(json.dumps(started("second").wait(10)))
"""

    assert told(directory, script) == 3


def test_no_process_outlives_the_emulator(directory: Path) -> None:
    script = """
function = started("first", "waits")
function.stdout.readline()
print(json.dumps([function.pid, *(one.process.pid for one in _servers.values())]))
"""

    left = told(directory, script)

    assert len(left) == 2
    assert wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left), PATIENCE)
