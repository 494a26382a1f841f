"""Work on a hostile file, in a process of its own that ends by itself.

Decoders are C: no signal handler and no thread can stop one that is at work, and one that crashes
takes its process along. So the kernel bounds a child: its processor time and its memory.
"""

import multiprocessing
import resource
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar, cast

from splashmy.core.log import logger
from splashmy.imaging.failures import too_complex

T = TypeVar("T")

CPU_SECONDS = 30
PATIENCE = 90  # seconds, for a machine that is busy with others; ingest itself has 120
MEMORY = 1400 * 1024 * 1024  # bytes beyond what the process has already; ingest itself has 1769 MB
# Forking costs milliseconds where a fresh interpreter would load Pillow anew each time.
FORK = multiprocessing.get_context("fork")


def run(work: Callable[[bytes], T], content: bytes) -> T:
    """What `work` makes of the content. Raises UnusablePicture, also when a bound was met."""
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_report, args=(work, content, theirs), daemon=True)
    with warnings.catch_warnings():
        # Python warns of locks that other threads may hold; the child does nothing but decode.
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    theirs.close()
    answer = _answer(ours)
    child.kill()
    child.join()
    if isinstance(answer, Exception):
        raise answer
    if answer is None:
        logger.warning("Decoding was ended", exit_code=child.exitcode)
        raise too_complex()
    return cast("T", answer)


def _answer(ours: Connection) -> object:
    """None if the child died, or is not done in time."""
    with ours:
        try:
            return ours.recv() if ours.poll(PATIENCE) else None
        except EOFError:
            return None


def _report(work: Callable[[bytes], object], content: bytes, theirs: Connection) -> None:
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_AS, _address_space() + MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        theirs.send(work(content))
    except MemoryError:
        pass  # as if it had been killed for it
    except Exception as error:  # noqa: BLE001 raised again by the parent
        theirs.send(error)


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    """Bytes; Linux tells them in pages."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
