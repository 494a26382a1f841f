"""Forks a process for each function, out of one that has loaded the packages most of them need.

Run by the runtime's Python, with the layers in its path, the emulator's end of a socket as its
stdin and the emulator's pid as its argument. Each message there is a process to start; the answer
is its pid, and it is the emulator's own child.
"""

import contextlib
import gc
import importlib
import json
import os
import runpy
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

# Packages, and nothing of an application: of these, none reads its environment before it is used,
# as the runtime's client does, but openai, which reads settings of Azure and of its log.
LOADED = (
    "aws_lambda_powertools.event_handler.openapi.params",
    "aws_lambda_powertools.logging",
    "botocore.session",
    "openai",
    "pydantic",
    "pynamodb.models",
    "pynamodb.transactions",
    "simplejson",
    "uuid6",
)
LONGEST_MESSAGE = 256 * 1024


def main() -> None:
    emulator = int(sys.argv[1])
    with socket.socket(fileno=os.dup(0)) as requests:
        for name in LOADED:
            with contextlib.suppress(ImportError):  # another application's layers
                importlib.import_module(name)
        gc.freeze()  # what is loaded stays; looking at it again would copy its memory
        while True:
            message, files, *_ = socket.recv_fds(requests, LONGEST_MESSAGE, 1)
            if not message:
                return
            wanted = json.loads(message)
            if not (pid := _fork(emulator, files[0])):
                requests.close()
                break
            os.close(files[0])
            requests.send(str(pid).encode())
    _be_the_function(wanted, emulator)


def _fork(emulator: int, output: int) -> int:
    """The new process's pid, or 0 in that process.

    Its parent ends at once, so that it becomes a child of the emulator, which adopts orphans.
    """
    read, write = os.pipe()
    if parent := os.fork():
        os.close(write)
        os.waitpid(parent, 0)
        with os.fdopen(read) as told:
            return int(told.read())
    if child := os.fork():
        os.write(write, str(child).encode())
        os._exit(0)
    os.close(read)
    os.close(write)
    _write_to(output)
    while os.getppid() != emulator:
        time.sleep(0.001)
    return 0


def _write_to(output: int) -> None:
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _be_the_function(wanted: dict[str, Any], emulator: int) -> None:
    threading.Thread(target=_end_with, args=(emulator,), daemon=True).start()
    os.environ.clear()
    os.environ.update(wanted["environment"])
    Path("/proc/self/comm").write_text(os.environ["AWS_LAMBDA_FUNCTION_NAME"].rpartition("-")[2])
    os.chdir(wanted["directory"])
    sys.path.insert(0, wanted["directory"])
    sys.argv = ["awslambdaric", os.environ["_HANDLER"]]
    runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)


def _end_with(emulator: int) -> None:
    """A killed emulator takes no process along."""
    while os.getppid() == emulator:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
