"""What is done in this process around each call of DynamoDB that records make."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from splashmy.core.dynamodb import Client

Make = Callable[[Any], Any]


@contextmanager
def made_by(make: Callable[[str, Any, Make], Any]) -> Iterator[None]:
    """`make` answers in the block, given the operation, its parameters and what would call."""
    real = Client.call

    def call(client: Client, operation: str, parameters: Any) -> Any:
        return make(operation, parameters, partial(real, client, operation))

    with patch.object(Client, "call", call):
        yield
