"""The process dies before and after each write of each operation that changes something.

Whoever sends the request again, with its key where there is one, gets it done or is told why not;
after the sweeps every counter is what a recount says. Those of a job's workflow are in
`tests/faults/test_kill_points.py`.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest

from infra import catalog
from local.stack import Stack
from splashmy.core import clock
from splashmy.web import reservations
from tests.faults.dying import WRITES, Killed
from tests.prove import aftermath, injection, scenarios
from tests.prove.aftermath import Aftermath
from tests.prove.figures import FULL, record
from tests.prove.injection import Fault, Place
from tests.prove.test_faults import CHANGING, SEED, asked
from tests.users import Accounts

CHANGES = WRITES | {
    "AdminInitiateAuth",
    "AdminUserGlobalSignOut",
    "ConfirmForgotPassword",
    "ConfirmSignUp",
    "DeleteMessage",
    "Invoke",
    "SignUp",
    "StartExecution",
    "StopExecution",
}
SCHEDULED = [function.id for function, task in catalog.tasks() if task.scheduled]

pytestmark = pytest.mark.usefixtures("_steps_run_here")


@pytest.fixture(scope="module")
def after(stack: Stack) -> Iterator[Aftermath]:
    with aftermath.watched(stack) as watched:
        yield watched


@pytest.mark.usefixtures("_deployed_variables")
@pytest.mark.parametrize("name", CHANGING)
def test_a_process_that_dies_at_a_write_leaves_nothing_half_done(
    name: str,
    accounts: Accounts,
    after: Aftermath,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with injection.calls() as healthy:
        answer = asked(CHANGING[name], scenarios.of(name, CHANGING[name], accounts), {})
    assert answer["status"] < 300, answer
    points = [
        (at, death)
        for at in healthy.places
        if at.call[1] in CHANGES
        for death in injection.deaths()
    ]
    chance = Random(f"{SEED}{name}")  # noqa: S311
    tried = points if FULL else chance.sample(points, min(1, len(points)))
    for at, death in tried:
        _die(name, accounts, at, death, after, monkeypatch)
    record(kill_points=len(tried))


def _die(
    name: str,
    accounts: Accounts,
    at: Place,
    death: Fault,
    after: Aftermath,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation, scenario = CHANGING[name], scenarios.of(name, CHANGING[name], accounts)
    key = {"Idempotency-Key": uuid4().hex}
    after.note(scenario, what := f"{name} {death.name} {at}")
    try:
        with injection.calls(death, at):
            asked(operation, scenario, key)
    except Killed:
        vars(operation).pop("_server", None)  # a process that died remembers nothing
    with monkeypatch.context() as later:
        later.setattr(reservations, "now", lambda: clock.now() + timedelta(seconds=30))
        again = asked(operation, scenario, key)
    assert again["status"] < 500, f"{what}, then {again}"


def test_every_schedule_may_run_twice_at_once(stack: Stack, after: Aftermath) -> None:
    with ThreadPoolExecutor(4) as runs:
        ran = [
            runs.submit(stack.invoke, scenarios.PREFIX + name)
            for name in SCHEDULED
            for _ in range(2)
        ]
        outcomes = [one.result() for one in ran]

    assert len(outcomes) == 2 * len(SCHEDULED) > 10
