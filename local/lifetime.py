"""How the processes of a local stack find, outlive or end each other, always by their own pid."""

import contextlib
import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

_held: list[IO[str]] = []


class AlreadyHeldError(Exception):
    """Another living process holds this pid file."""


def hold(pid_file: Path) -> None:
    """Write this process into `pid_file` and lock it until the process ends, however it ends."""
    pid_file.parent.mkdir(parents=True, exist_ok=True)
    file = pid_file.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise AlreadyHeldError(pid_file) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    _held.append(file)


def holder(pid_file: Path) -> int | None:
    """The process that holds `pid_file` now: the lock, not the number in it, says that it lives."""
    try:
        file = pid_file.open()
    except FileNotFoundError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read() or 0) or None
    return None


def end_holder(pid_file: Path, *, patience: float = 20) -> None:
    """End the process that holds `pid_file`; kill it if that takes more than `patience` seconds."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
        if pid := holder(pid_file):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            wait_until(lambda: holder(pid_file) is None, seconds)


@contextlib.contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[None]:
    """Waits while another process is in such a block with the same file."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met


def end_with_parent() -> None:
    """End this process in good order when its parent, which holds our stdin open, is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
