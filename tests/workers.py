"""The processes of one run, each with a stack of its own, and what they share.

`make test` starts them with pytest-xdist; without it there is one.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.lifetime import wait_until

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
PATIENCE = 30 * 60  # seconds; as long as a worker may take for the rest of the tests


def made_once(name: str, factory: pytest.TempPathFactory, make: Callable[[], Path]) -> Path:
    """Where `make` put it, in this worker or in another one."""
    made = _shared(factory.getbasetemp()) / f"{name}.made"
    with made.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not made.read_text():
            made.write_text(str(make()))
    return Path(made.read_text())


def finish(basetemp: Path) -> None:
    """Tell the others that this worker's tests have run."""
    (basetemp / "finished").touch()


def wait_for_the_others(basetemp: Path) -> None:
    def finished() -> bool:
        return len([*_shared(basetemp).glob("popen-*/finished")]) >= WORKERS - 1

    assert wait_until(finished, PATIENCE), "another worker did not end its tests"


def files(basetemp: Path, pattern: str) -> Iterator[Path]:
    """Of every worker, by a pattern below its folder."""
    yield from _shared(basetemp).glob(f"popen-*/{pattern}" if WORKER else pattern)


def _shared(basetemp: Path) -> Path:
    return basetemp.parent if WORKER else basetemp
