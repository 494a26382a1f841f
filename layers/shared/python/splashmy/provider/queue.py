"""Who may call the provider now: so many at once, so many a minute, the oldest job first.

Waiting is not done here but in the workflow, where it costs nothing. A job that waits comes again
before its place in the line lapses; one that died is soon out of everybody's way.
"""

import math
import random
import time
from dataclasses import dataclass

from splashmy.core.ids import JobId
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.provider.records import Slots

LEASE = 300  # seconds; longer than one call of the provider can take
PLACE = 60  # seconds
SHORTEST_WAIT = 1
LONGEST_WAIT = 30
TRIES = 20


@dataclass(frozen=True)
class Turn:
    """`wait_s` is 0 for who may go on."""

    wait_s: int = 0


def acquire(job_id: JobId) -> Turn:
    """Take a slot and a request token, or a place in the line; safe to repeat."""
    for attempt in range(TRIES):
        slots, moment = read(), time.time()
        _forget_lapsed(slots, moment)
        if job_id in slots.leases:
            return Turn()
        turn = Turn(_wait(slots, job_id, moment))
        if turn.wait_s and slots.waiting.get(job_id, 0) > moment + PLACE / 2:
            return turn
        _take(slots, job_id, turn, moment)
        if _saved(slots):
            return turn
        _pause(attempt)
    return Turn(SHORTEST_WAIT)


def release(job_id: JobId) -> None:
    for attempt in range(TRIES):
        slots = read()
        if job_id not in slots.leases:
            return
        del slots.leases[job_id]
        if _saved(slots):
            return
        _pause(attempt)


def close(seconds: float) -> None:
    """Let nobody in for so long: the provider told one of us to wait, and meant all."""
    until = time.time() + seconds
    for attempt in range(TRIES):
        slots = read()
        if slots.closed_until >= until:
            return
        slots.closed_until = until
        if _saved(slots):
            return
        _pause(attempt)


def clear() -> None:
    """Forget every lease and place, when nothing runs."""
    slots = read()
    slots.leases, slots.waiting = {}, {}
    _saved(slots)


def read() -> Slots:
    try:
        return Slots.get("PROVIDER", "SLOTS", consistent_read=True)
    except Slots.DoesNotExist:
        return Slots(tokens=settings().provider_requests_per_minute, filled_at=time.time())


def position(slots: Slots | None, job_id: JobId) -> int | None:
    """The place in the line, from 1; None for who does not stand in it. Ids sort by age."""
    if slots is None or job_id not in slots.waiting:
        return None
    return 1 + _ahead(slots, job_id, time.time())


def _ahead(slots: Slots, job_id: JobId, moment: float) -> int:
    return sum(1 for job, until in slots.waiting.items() if job < job_id and until > moment)


def _forget_lapsed(slots: Slots, moment: float) -> None:
    slots.leases = {job: until for job, until in slots.leases.items() if until > moment}
    slots.waiting = {job: until for job, until in slots.waiting.items() if until > moment}
    rate = settings().provider_requests_per_minute
    slots.tokens = min(rate, slots.tokens + max(0, moment - slots.filled_at) * rate / 60)
    slots.filled_at = moment


def _wait(slots: Slots, job_id: JobId, moment: float) -> int:
    """Whole seconds until it is worth coming again; 0 if there is a slot."""
    ahead = _ahead(slots, job_id, moment)
    rate, most = settings().provider_requests_per_minute, settings().provider_concurrency
    if slots.closed_until > moment:
        return _seconds(slots.closed_until - moment)
    if slots.tokens < 1 + ahead:
        return _seconds((1 + ahead - slots.tokens) * 60 / rate)
    if len(slots.leases) + ahead >= most:
        return _seconds(SHORTEST_WAIT + ahead / most)
    return 0


def _take(slots: Slots, job_id: JobId, turn: Turn, moment: float) -> None:
    if turn.wait_s:
        slots.waiting[job_id] = moment + PLACE
        return
    slots.waiting.pop(job_id, None)
    slots.leases[job_id] = moment + LEASE
    slots.tokens -= 1


def _seconds(wait: float) -> int:
    return min(LONGEST_WAIT, max(SHORTEST_WAIT, math.ceil(wait)))


def _saved(slots: Slots) -> bool:
    """False if somebody else was faster."""
    read_version = slots.version
    slots.version = read_version + 1
    try:
        slots.save((Slots.version == read_version) | Slots.pk.does_not_exist())
    except ConditionFailed:
        return False
    return True


def _pause(attempt: int) -> None:
    time.sleep(random.uniform(0, min(0.5, 0.01 * 2**attempt)))  # noqa: S311 jitter
