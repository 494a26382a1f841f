"""What the processes of a local stack use, seen from outside."""

import threading
from dataclasses import dataclass
from statistics import median
from types import TracebackType

import psutil

from local import lifetime
from local.stack import Stack

EVERY = 2.0  # seconds
MB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """`of_functions` and `of_servers` are bytes that no other process shares."""

    functions: int
    of_functions: int
    of_servers: int
    connections: int

    @property
    def of_a_function(self) -> float:
        return self.of_functions / max(1, self.functions)


class Watch:
    """Takes samples while its block runs."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.samples: list[Sample] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ended.set()
        self.thread.join()

    def early_and_late(self) -> tuple[Sample, Sample]:
        """The medians of the second and of the last quarter; the first warms up."""
        quarter = len(self.samples) // 4
        return _median(self.samples[quarter : 2 * quarter]), _median(self.samples[-quarter:])

    def _watch(self) -> None:
        while not self.ended.wait(EVERY):
            self.samples.append(sample(self.stack))


def sample(stack: Stack) -> Sample:
    pids = [lifetime.holder(stack.directory / f"{one}.pid") for one in ("emulator", "stand_ins")]
    servers = [psutil.Process(pid) for pid in pids if pid]
    functions = [it for server in servers for it in server.children(recursive=True)]
    return Sample(
        functions=len(functions),
        of_functions=sum(map(_memory, functions)),
        of_servers=sum(map(_memory, servers)),
        connections=sum(map(_connections, servers + functions)),
    )


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().uss)
    except psutil.NoSuchProcess:
        return 0


def _connections(process: psutil.Process) -> int:
    try:
        return len(process.net_connections())
    except psutil.NoSuchProcess:
        return 0


def _median(samples: list[Sample]) -> Sample:
    return Sample(
        *(
            int(median(getattr(one, name) for one in samples))
            for name in ("functions", "of_functions", "of_servers", "connections")
        )
    )
