"""What takes long to make is made by the first process of a run, for all of them."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(name: str, factory: pytest.TempPathFactory, make: Callable[[], Path]) -> Path:
    """Where `make` put it, in this process or in another one of this run."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / f"{name}.made"
    with made.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not made.read_text():
            made.write_text(str(make()))
    return Path(made.read_text())
