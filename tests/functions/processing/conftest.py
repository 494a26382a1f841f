from collections.abc import Iterator

import pytest

from tests.functions.processing.receiving import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
