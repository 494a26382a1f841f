"""How the process of a function starts: forked from one that has loaded its packages, on Linux.

Loading them takes most of a cold start; what a fork inherits is loaded and nothing else, and every
function's layers have a server of their own. Other systems cannot adopt orphans, or cannot fork
what has loaded so much: there each function loads its own.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_FORKS = sys.platform == "linux"
_PROGRAM = Path(__file__).with_name("fork_server.py")
_PR_SET_CHILD_SUBREAPER = 36
# What Python heeds when it starts, and not when a fork goes on; a server is started with them.
_HEEDED_AT_THE_START = ("HOME", "LANG", "PATH", "RUNTIME_PYTHON", "TMPDIR", "TZ")

_Start = tuple[tuple[str, str], ...]
_servers: dict[_Start, "ForkServer"] = {}
_starting: dict[_Start, threading.Lock] = defaultdict(threading.Lock)


class ForkServer:
    """One process that forks, for functions that are to start with the same settings of Python."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        with theirs:
            self.process = subprocess.Popen(
                [settings["RUNTIME_PYTHON"], "-P", str(_PROGRAM), str(os.getpid())],
                env=dict(settings),
                stdin=theirs.fileno(),
            )

    def fork(self, directory: str, environment: Mapping[str, str], output: int) -> int:
        """The pid of a function's process, whose output goes to `output`."""
        wanted = json.dumps({"directory": directory, "environment": dict(environment)})
        socket.send_fds(self.requests, [wanted.encode()], [output])
        if not (answer := self.requests.recv(32)):
            raise OSError("the fork server has ended")
        return int(answer)

    def close(self) -> None:
        self.requests.close()
        self.process.wait()


class ForkedProcess:
    """What the emulator asks of a `subprocess.Popen`, of a child that something else has forked."""

    def __init__(self, pid: int, output: int) -> None:
        self.pid = pid
        self.stdout = os.fdopen(output, "rb")
        self.returncode: int | None = None
        self._waiting = threading.Lock()

    def poll(self) -> int | None:
        with self._waiting:
            if self.returncode is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.returncode = os.waitstatus_to_exitcode(status) if pid else None
            return self.returncode

    def wait(self, timeout: float) -> int:
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.002)
        return code

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def start(command: Sequence[str], *, cwd: str, env: Mapping[str, str], **pipes: Any) -> Any:
    """In the place of `subprocess.Popen`, which starts it where there is no forking."""
    if not _FORKS:
        return subprocess.Popen(command, cwd=cwd, env=env, **pipes)
    read, write = os.pipe()
    try:
        pid = _fork(cwd, env, write)
    except BaseException:
        os.close(read)
        raise
    finally:
        os.close(write)
    return ForkedProcess(pid, read)


def _fork(directory: str, environment: Mapping[str, str], output: int) -> int:
    settings = {
        name: value
        for name, value in sorted(environment.items())
        if name in _HEEDED_AT_THE_START or name.startswith("PYTHON")
    }
    key = tuple(settings.items())
    with _starting[key]:
        if key in _servers and _servers[key].process.poll() is not None:
            _servers.pop(key).close()
        if key not in _servers:
            _servers[key] = ForkServer(settings)
        return _servers[key].fork(directory, environment, output)
