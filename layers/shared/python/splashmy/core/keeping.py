"""What all visitors see alike, kept in this process for a moment."""

import time
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from splashmy.core.settings import settings

T = TypeVar("T")
A = TypeVarTuple("A")

MOST_KEPT = 100  # answers of one function


def kept_for_a_moment(read: Callable[[*A], T]) -> Callable[[*A], T]:
    """Reads the same anew only once it is `feed_max_age` seconds old, and always if that is 0."""

    @lru_cache(MOST_KEPT)
    def remembered(_moment: int, asked: tuple[*A]) -> T:
        return read(*asked)

    @wraps(read)
    def kept(*asked: *A) -> T:
        max_age = settings().feed_max_age
        return remembered(int(time.monotonic() / max_age), asked) if max_age else read(*asked)

    return kept
