"""One local stack for each process of a run, and the ways in that a caller has."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from local.stand_ins.pictures import SKETCHED
from splashmy.core.resources import EVENTS, JOB_WORKFLOW, PROVIDER_QUEUE
from splashmy.web import Endpoint
from tests import recorded_calls, workers
from tests.client import Client
from tests.functions.processing import waiting
from tests.functions.processing.running import StandIn
from tests.recorded_calls import Refusals
from tests.users import Accounts
from tests.workers import made_once

# A test that uses one of these, itself or through another fixture, needs a running stack.
STACKS = {"stack", "local_assembly", "sample_assembly"}
# They read all that is logged or stored, and take the longer the more that is.
FIRST = {
    "test_canaries.py",
    "test_erase_account.py",
    "test_events.py",
    "test_faults.py",
    "test_kill_points.py",
    "test_metrics.py",
    "test_races.py",
    "test_reconcile_lists.py",
    "test_schedules.py",
}
# The first fills the catalogue with what it makes up; the other looks at what all the others made
# the functions do.
LAST = ["test_requests.py", "test_least_privilege.py"]
# A file of tests calls dozens of functions by turns; with fewer, most calls start a process.
IDLE_FUNCTIONS = "32"

use_bundled_node()
# Of every stack that a test starts: nobody looks at what they paint.
os.environ[SKETCHED] = "yes"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and STACKS & {*item.fixturenames}:
            item.add_marker("stack")
    files = [*dict.fromkeys(item.path for item in items)]
    places = {path: place for place, path in enumerate(files)}
    items.sort(key=lambda item: (_turn(item.path), places[item.path], _route(item)))


def _turn(path: Path) -> tuple[int, bool, bool]:
    """Browsers before all: pages show what is public, and others publish without a picture."""
    name = path.name
    is_last = LAST.index(name) + 1 if name in LAST else 0
    return is_last, path.parent.name != "browser", name not in FIRST


def _route(item: pytest.Item) -> tuple[str, str]:
    """All that a file tests of one endpoint comes together, while its function still runs."""
    called = item.callspec.params.get("operation") if hasattr(item, "callspec") else None
    return called.routes[0] if isinstance(called, Endpoint) else ("", "")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if workers.WORKER:
        workers.finish(Path(session.config.option.basetemp))


@pytest.fixture(scope="session")
def local_assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a local stack deploys."""
    return made_once("local", tmp_path_factory, lambda: synthesize("local"))


@pytest.fixture(scope="session")
def stack(local_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    directory = tmp_path_factory.mktemp("stack")
    settings = {
        "LOCAL_CALLS_FILE": str(directory / recorded_calls.FILE),
        "LOCAL_IDLE_FUNCTIONS": IDLE_FUNCTIONS,
        "LOCAL_STATE_KEPT": "no",  # copying and writing it takes up to a quarter of the time
    }
    with running_stack(local_assembly, directory, settings=settings) as running:
        running.lend_to_this_process()
        yield running


@pytest.fixture(scope="session")
def refusals() -> Refusals:
    return Refusals()


@pytest.fixture(autouse=True)
def no_call_is_refused(request: pytest.FixtureRequest, refusals: Refusals) -> Iterator[None]:
    """A function that lacks a grant fails the test in which it needed one."""
    yield
    if isinstance(stack := request.node.funcargs.get("stack"), Stack):
        refused = refusals.since_last(stack)
        assert not refused, "\n".join(refused)


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


@pytest.fixture(scope="module")
def _steps_run_here(stack: Stack) -> Iterator[None]:
    """The steps of the workflow can be run, and killed, in this process."""
    machines = stack.client("stepfunctions").list_state_machines()["stateMachines"]
    (arn,) = [one["stateMachineArn"] for one in machines if one["name"].endswith(JOB_WORKFLOW.name)]
    more = {
        JOB_WORKFLOW.variables[0]: arn,
        EVENTS.variables[0]: "default",
        PROVIDER_QUEUE.variables[0]: waiting.url(stack, PROVIDER_QUEUE.name),
        "OPENAI_BASE_URL": f"{stack.stand_in_url}/v1",
    }
    os.environ |= more
    yield
    for name in more:
        del os.environ[name]
