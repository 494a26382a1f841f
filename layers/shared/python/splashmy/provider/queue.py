"""The line before the provider: where a job stands in it, and when the next call may be made.

The line itself is an SQS queue, and how many calls are made at once is a setting of its trigger.
"""

import math
import random
import time
from contextlib import suppress

from splashmy.core.records import ConditionFailed, read_together
from splashmy.core.settings import settings
from splashmy.core.transactions import optimistic
from splashmy.provider.records import Line, Pace, Pause

CHANGES_A_SECOND = 10  # of one item that holds a share of the pace


def join() -> int:
    """The ticket of a job that begins to wait, counted from 1."""
    line = Line("PROVIDER", "LINE")
    line.update([Line.came.add(1)])
    return int(line.came)


def leave() -> None:
    """Count a job that waits no longer: it is called for, or it ended."""
    Line("PROVIDER", "LINE").update([Line.left.add(1)])


def line() -> Line:
    try:
        return Line.get("PROVIDER", "LINE", consistent_read=True)
    except Line.DoesNotExist:
        return Line("PROVIDER", "LINE")


def recount(before: Line, waiting: int) -> None:
    """Put the line right, of which `waiting` jobs were found while nothing moved since `before`:
    a step that dies beside its ticket would make it too long for ever.
    """
    left = max(0, int(before.came) - waiting)
    if left == before.left:
        return
    unmoved = Line.left == before.left
    if not before.left:
        unmoved |= Line.left.does_not_exist()
    with suppress(ConditionFailed):
        before.update([Line.left.set(left)], unmoved & (Line.came == before.came))


def position(line: Line | None, ticket: int) -> int:
    """About the place in the line, from 1: SQS may let a younger job of another user pass."""
    left = int(line.left) if line else 0
    return max(1, ticket - left)


@optimistic
def take_request() -> float:
    """Take one of this minute's requests: 0; or the seconds until it is worth coming again."""
    all_of_them = settings().provider_requests_per_minute
    shares = shares_of(all_of_them)
    key = Pace.key(random.randrange(shares))  # noqa: S311 spreads load
    pause, pace = read_together((Pause, Pause.place), (Pace, key))
    moment, rate = time.time(), all_of_them / shares
    if pause and pause.until > moment:
        return float(pause.until - moment)
    pace = pace or Pace(*key, tokens=rate, filled_at=moment)
    tokens = min(rate, pace.tokens + max(0, moment - pace.filled_at) * rate / 60)
    if tokens < 1:
        return float((1 - tokens) * 60 / rate)
    pace.tokens, pace.filled_at = tokens - 1, moment
    _save(pace)
    return 0.0


def shares_of(requests_per_minute: float) -> int:
    """Over how many items the pace is spread, so that none changes too often a second."""
    return max(1, math.ceil(requests_per_minute / 60 / CHANGES_A_SECOND))


def close(seconds: float) -> None:
    """Make no call for so long: the provider told one of us to wait, and meant all."""
    until = time.time() + seconds
    shorter = Pause.until.does_not_exist() | (Pause.until < until)
    with suppress(ConditionFailed):  # a longer one holds
        Pause(*Pause.place).update([Pause.until.set(until)], shorter)


def _save(pace: Pace) -> None:
    """Raises `ConditionFailed` if somebody else was faster."""
    read = pace.version
    pace.version = read + 1
    pace.save((Pace.version == read) | Pace.pk.does_not_exist())
