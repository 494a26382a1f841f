from collections.abc import Iterator

import pytest

from local.stack import Stack
from tests.processing.receiving import Receiver, receiving
from tests.processing.running import StandIn


@pytest.fixture(scope="session")
def stand_in(stack: Stack) -> StandIn:
    return StandIn(stack)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
