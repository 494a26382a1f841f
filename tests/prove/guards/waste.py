"""Makes each read of DynamoDB ten or eleven times where a test counts them.

`pytest -p tests.prove.guards.waste TESTS`: whatever keeps a budget of reads must fail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from unittest.mock import patch

from tests.budgets import in_process
from tests.dynamodb_calls import Make, made_by

TIMES = cycle((10, 11))  # in turns, so that two that are compared differ


def pytest_configure() -> None:
    patch.object(in_process, "made_by", wasted_by).start()


@contextmanager
def wasted_by(make: Callable[[str, Any, Make], Any]) -> Iterator[None]:
    times = next(TIMES)

    def make_often(operation: str, parameters: Any, call: Make) -> Any:
        return [make(operation, parameters, call) for _ in range(times)][-1]

    with made_by(make_often):
        yield
