"""When this invocation ends: no call to AWS begins that could outlast it.

Lambda ends a function whose time is over without a word, and its caller learns nothing. So a call
that may hang has to fail while there is still time to answer, and to log why.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from botocore.exceptions import BotoCoreError

TO_ANSWER = 0.5  # seconds, kept for what comes after the last call
TO_STOP = 5  # seconds before the end in which long work begins no other part

_ends_at: ContextVar[float] = ContextVar("ends_at", default=math.inf)


class OutOfTime(BotoCoreError):
    """The time is over, or too short for another call."""

    fmt = "There is no time left for this call."


def remaining() -> float:
    """Seconds; infinite outside an invocation."""
    return _ends_at.get() - time.monotonic()


def is_near() -> bool:
    """Whether long work should leave what remains to whoever comes next."""
    return remaining() < TO_STOP


def allows(longest: float) -> bool:
    """Whether a call that may take `longest` seconds would end in time."""
    return remaining() >= longest + TO_ANSWER


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what is done here this long, or what is left of the invocation if that is less."""
    before = _ends_at.set(min(_ends_at.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends_at.reset(before)


def keep(client: Any, *, longest: float) -> None:
    """Let a client begin no attempt that could outlast the deadline; one takes `longest` s."""

    def before_send(**_: Any) -> None:
        if not allows(longest):
            raise OutOfTime

    def before_retry(caught_exception: Exception | None = None, **_: Any) -> None:
        if caught_exception and not allows(longest):
            raise caught_exception  # it says more than OutOfTime

    client.meta.events.register("before-send", before_send)
    client.meta.events.register_first("needs-retry", before_retry)
