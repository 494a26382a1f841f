"""How often somebody may try to sign in, register or use a code."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from operator import and_

from pynamodb.expressions.operand import Path

from splashmy.accounts.records import Tries
from splashmy.core.errors import TooManyRequests
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings

WINDOW = 15 * 60  # seconds
SHORT = 16  # digits of a name's digest: some 19,000 names of one address fit into an item
TRIES = {
    "login": 10,
    "register": 5,
    "verify": 10,
    "resend": 3,
    "request_reset": 3,
    "confirm_reset": 10,
    "change_password": 10,
    "avatar": 10,
}


def spend(act: str, *, address: str, name: str) -> None:
    """Count one try of an act, for the address it comes from and for the name it is about."""
    _count(f"{act}#FROM#{address}", {"used": settings().tries_per_address})
    _count(f"{act}#ABOUT#{_digest(name)}", {"used": TRIES[act]})


@contextmanager
def wrong_tries(act: str, *, address: str, name: str) -> Iterator[None]:
    """Count a try of an act that fails, for its address and for the name from that address.

    A stranger's wrong tries so never lock the owner out elsewhere. A try is counted before it is
    made, since many may be made at once, and given back when it was right. Both counters are in
    one item: one write counts, and refuses what is over either limit.
    """
    about = f"about_{_digest(name)[:SHORT]}"
    limits = {"used": settings().tries_per_address, about: TRIES[act]}
    tries = _count(f"{act}#FROM#{address}", limits)
    yield
    tries.update([Path(one).add(-1) for one in limits], condition=Tries.pk.exists())


def _digest(name: str) -> str:
    return hashlib.sha256(name.lower().encode()).hexdigest()


def _count(whose: str, limits: Mapping[str, int]) -> Tries:
    """Add one to each of these counters, if all of them are below their limits."""
    now = int(time.time())
    ends = now - now % WINDOW + WINDOW
    tries = Tries(f"TRIES#{whose}", str(ends))
    counted = [Path(counter).add(1) for counter in limits]
    below = [Path(one).does_not_exist() | (Path(one) < limit) for one, limit in limits.items()]
    try:
        tries.update([*counted, Tries.expires_at.set(ends)], condition=reduce(and_, below))
    except ConditionFailed:
        raise TooManyRequests(retry_after=ends - now) from None
    return tries
