"""One local stack for each process of a run, and the ways in that a caller has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from tests.client import Client
from tests.functions.processing.running import StandIn
from tests.made_once import made_once
from tests.users import Accounts

# A test that uses one of these, itself or through another fixture, needs a running stack.
STACKS = {"stack", "local_assembly", "sample_assembly"}

use_bundled_node()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and STACKS & {*item.fixturenames}:
            item.add_marker("stack")


@pytest.fixture(scope="session")
def local_assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a local stack deploys."""
    return made_once("local", tmp_path_factory, lambda: synthesize("local"))


@pytest.fixture(scope="session")
def stack(local_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    directory = tmp_path_factory.mktemp("stack")
    settings = {"LOCAL_CALLS_FILE": str(directory / "calls.jsonl")}
    with running_stack(local_assembly, directory, settings=settings) as running:
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
