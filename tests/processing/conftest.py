import pytest

from local.stack import Stack
from tests.processing.running import StandIn


@pytest.fixture(scope="session")
def stand_in(stack: Stack) -> StandIn:
    return StandIn(stack)
