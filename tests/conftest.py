"""One local stack for the whole session, and the ways in that a caller has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from tests.client import Client
from tests.functions.processing.running import StandIn
from tests.users import Accounts

use_bundled_node()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    directory = tmp_path_factory.mktemp("stack")
    settings = {"LOCAL_CALLS_FILE": str(directory / "calls.jsonl")}
    with running_stack(synthesize("local"), directory, settings=settings) as running:
        running.lend_to_this_process()
        yield running


@pytest.fixture(scope="session")
def accounts(stack: Stack) -> Accounts:
    return Accounts(stack)


@pytest.fixture(scope="session")
def client(stack: Stack, accounts: Accounts) -> Client:
    return Client(stack.api_url, accounts)


@pytest.fixture
def stand_in(stack: Stack) -> Iterator[StandIn]:
    """Of Rekognition and the provider; what a test steers ends with it."""
    steered = StandIn(stack)
    yield steered
    steered.behave()


@pytest.fixture(scope="session")
def catalogue(stack: Stack) -> None:
    """The shipped styles, loaded once."""
    from tools.load_catalogue import load

    load()


@pytest.fixture(scope="session")
def photo() -> bytes:
    return Path("local/photograph.jpg").read_bytes()
