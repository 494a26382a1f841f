"""What the local stack takes of a machine: `python -m tests.benchmarks.local_stack`.

Memory (PSS, pages that are shared counted once) of all its processes after ten jobs side by side,
and processor seconds from `python -m local start` to its address: at the first start over an empty
folder, and at a restart.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.node import use_bundled_node
from local import servers
from local.assembly import synthesize
from local.stack import running_stack
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts
from tools import load_catalogue

JOBS = 10
REST = 75  # seconds, after which idle functions have ended
MEBIBYTE = 1024  # kB, in which Linux counts
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    use_bundled_node()
    with TemporaryDirectory() as folder:
        highest, after, rested = _memory(Path(folder, "jobs"))
        print(f"| {JOBS} jobs side by side, at most | {highest} MiB |")
        print(f"| just after them | {after} MiB |")
        print(f"| {REST} s later | {rested} MiB |")
        for what in ("first start, templates known", "restart"):
            print(f"| {what} | {_start_seconds(Path(folder, 'start')):.1f} s |")


def _memory(directory: Path) -> tuple[int, int, int]:
    """MiB of the servers and functions, this process left out."""
    with running_stack(synthesize("local"), directory) as stack:
        stack.lend_to_this_process()
        load_catalogue.load()
        accounts = Accounts(stack)
        client, user = Client(stack.api_url, accounts), accounts.new(premium=True)
        with _watching() as seen, ThreadPoolExecutor(JOBS) as pool:
            for job in pool.map(lambda _: run(client, user), range(JOBS)):
                assert job["status"] == "completed", job
        after = _mebibytes()
        time.sleep(REST)
        return max(seen), after, _mebibytes()


@contextmanager
def _watching() -> Iterator[list[int]]:
    seen, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            seen.append(_mebibytes())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _mebibytes() -> int:
    return sum(_pss(pid) for pid in _below(os.getpid())) // MEBIBYTE


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return 0
    return int(text.partition("\nPss:")[2].split()[0]) if "\nPss:" in text else 0


def _start_seconds(directory: Path) -> float:
    """Of the command and all that it has started, those that have ended too."""
    command = [sys.executable, "-m", "local", "start", "--dir", str(directory)]
    port = ["--port", str(servers.free_port(5000))]
    with subprocess.Popen([*command, *port], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = next((line for line in process.stdout if "Ctrl-C ends it" in line), None)
            assert said, "it did not start"
            return sum(_seconds(pid) for pid in [process.pid, *_below(process.pid)])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def _seconds(pid: int) -> float:
    """Of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICKS


def _below(pid: int) -> Iterator[int]:
    """The processes that it has started, and theirs; servers have sessions of their own."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    yield from found - {pid}


if __name__ == "__main__":
    main()
