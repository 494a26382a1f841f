"""Calls that need a thread of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_a_thread(call: Callable[[], T]) -> T:
    """No event loop starts in the main thread once a browser's tests have left theirs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()
