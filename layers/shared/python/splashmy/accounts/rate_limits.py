"""How often somebody may try to sign in, register or use a code."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from splashmy.accounts.records import Tries
from splashmy.core.errors import TooManyRequests
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings

WINDOW = 15 * 60  # seconds
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
    _count(f"{act}#FROM#{address}", settings().tries_per_address)
    _count(f"{act}#ABOUT#{_digest(name)}", TRIES[act])


@contextmanager
def wrong_tries(act: str, *, address: str, name: str) -> Iterator[None]:
    """Count a try of an act that fails, for its address and for the name from that address.

    A stranger's wrong tries so never lock the owner out elsewhere. A try is counted before it is
    made, since many may be made at once, and given back when it was right.
    """
    from_there = f"{act}#ABOUT#{_digest(name)}#FROM#{_digest(address)}"
    counted = [
        _count(f"{act}#FROM#{address}", settings().tries_per_address),
        _count(from_there, TRIES[act]),
    ]
    yield
    for tries in counted:
        tries.update([Tries.used.add(-1)], condition=Tries.pk.exists())


def _digest(name: str) -> str:
    return hashlib.sha256(name.lower().encode()).hexdigest()


def _count(whose: str, limit: int) -> Tries:
    now = int(time.time())
    ends = now - now % WINDOW + WINDOW
    tries = Tries(f"TRIES#{whose}", str(ends))
    try:
        tries.update(
            [Tries.used.add(1), Tries.expires_at.set(ends)],
            condition=Tries.used.does_not_exist() | (Tries.used < limit),
        )
    except ConditionFailed:
        raise TooManyRequests(retry_after=ends - now) from None
    return tries
