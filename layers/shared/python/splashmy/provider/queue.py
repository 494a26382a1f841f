"""The line before the provider: where a job stands in it, and when the next call may be made.

The line itself is an SQS queue, and how many calls are made at once is a setting of its trigger.
"""

import time

from splashmy.core.settings import settings
from splashmy.core.transactions import optimistic
from splashmy.provider.records import Line, Pace


def join() -> int:
    """The ticket of a job that begins to wait, counted from 1."""
    line = Line("PROVIDER", "LINE")
    line.update([Line.came.add(1)])
    return int(line.came)


def leave() -> None:
    """Count a job that waits no longer: it is called for, or dropped."""
    Line("PROVIDER", "LINE").update([Line.left.add(1)])


def position(line: Line | None, ticket: int) -> int:
    """About the place in the line, from 1: SQS may let a younger job of another user pass."""
    left = int(line.left) if line else 0
    return max(1, ticket - left)


@optimistic
def take_request() -> float:
    """Take one of this minute's requests: 0; or the seconds until it is worth coming again."""
    pace, moment = _read(), time.time()
    if pace.closed_until > moment:
        return float(pace.closed_until - moment)
    rate = settings().provider_requests_per_minute
    tokens = min(rate, pace.tokens + max(0, moment - pace.filled_at) * rate / 60)
    if tokens < 1:
        return float((1 - tokens) * 60 / rate)
    pace.tokens, pace.filled_at = tokens - 1, moment
    _save(pace)
    return 0.0


def close(seconds: float) -> None:
    """Make no call for so long: the provider told one of us to wait, and meant all."""
    until = time.time() + seconds

    @optimistic
    def hold_back() -> None:
        pace = _read()
        if pace.closed_until < until:
            pace.closed_until = until
            _save(pace)

    hold_back()


def _read() -> Pace:
    try:
        return Pace.get("PROVIDER", "PACE", consistent_read=True)
    except Pace.DoesNotExist:
        return Pace(tokens=settings().provider_requests_per_minute, filled_at=time.time())


def _save(pace: Pace) -> None:
    """Raises `ConditionFailed` if somebody else was faster."""
    read = pace.version
    pace.version = read + 1
    pace.save((Pace.version == read) | Pace.pk.does_not_exist())
