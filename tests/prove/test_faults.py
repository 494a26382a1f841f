"""Every call of AWS that an operation makes fails once, in each way that botocore documents.

The calls are those that a request which succeeds was just seen to make. Whatever fails, the answer
is in the envelope, documented and decided; the same request then succeeds or is refused for what
it had done; and after the sweeps every counter is what a recount says.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import openai
import pytest

from functions.images.get_image.handler import handler as get_image
from infra import answers
from local.stack import Stack
from local.stand_ins.steering import KINDS
from splashmy.core import clock
from splashmy.core.clock import now
from splashmy.images import ingest, sweep as uploads
from splashmy.images.quarantine import Arrival
from splashmy.jobs.records import Job
from splashmy.web import reservations
from splashmy.workflow.steps import JobReference
from tests.budgets import in_process
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import STEPS
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.test_ingest_upload import newest
from tests.functions.images.uploading import png, uploaded
from tests.functions.processing.running import StandIn
from tests.prove import aftermath, injection, scenarios
from tests.prove.aftermath import Aftermath
from tests.prove.figures import FULL, record
from tests.prove.injection import Calls, Fault, Place
from tests.prove.scenarios import Scenario
from tests.security.operations import OPERATIONS, Operation
from tests.users import Account, Accounts

SEED = 20261126
CHANGING = {name: it for name, it in OPERATIONS.items() if it.method != "GET"}

pytestmark = pytest.mark.usefixtures("_steps_run_here")


@pytest.fixture(scope="module")
def after(stack: Stack, accounts: Accounts) -> Iterator[Aftermath]:
    with aftermath.watched(stack) as watched:
        yield watched


@pytest.mark.usefixtures("_deployed_variables")
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_call_that_fails_is_decided(
    name: str,
    accounts: Accounts,
    after: Aftermath,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation = OPERATIONS[name]
    monkeypatch.setattr("splashmy.core.transactions.pause", lambda *_, **__: None)
    scenario = scenarios.of(name, operation, accounts)
    with injection.calls() as healthy:
        answer = asked(operation, scenario, {})
    assert answer["status"] < 300, answer

    for at, fault in _chosen(healthy, name, 1):
        if name in CHANGING:
            scenario = scenarios.of(name, operation, accounts)
        _try(name, scenario, at, fault, after, monkeypatch)


def _try(
    name: str,
    scenario: Scenario,
    at: Place,
    fault: Fault,
    after: Aftermath,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation = OPERATIONS[name]
    key = {"Idempotency-Key": uuid4().hex}
    with injection.calls(fault, at):
        answer = asked(operation, scenario, key)
    what = f"{name}: {fault.name} at {at}: {answer}"
    after.note(scenario, what)
    _check(operation, answer, fault, what)
    if name in CHANGING:
        with monkeypatch.context() as later:
            later.setattr(reservations, "now", lambda: clock.now() + timedelta(seconds=30))
            again = asked(operation, scenario, key)
        assert again["status"] < 500, f"{what}, then {again}"


def asked(operation: Operation, scenario: Scenario, headers: dict[str, str]) -> dict[str, Any]:
    caller = scenario.caller
    token = {"authorization": f"Bearer {caller.access_token}"} if caller else {}
    return in_process.call(
        operation,
        caller=caller,
        body=scenario.body,
        headers=headers | token,
        address=scenario.address,
        **scenario.path,
    )


def _check(operation: Operation, answer: dict[str, Any], fault: Fault, what: str) -> None:
    status, body = answer["status"], answer["body"]
    assert status in {operation.status, *answers.by_status(operation)}, what
    assert body["success"] is (status < 400), what
    if status >= 400:
        assert body["error"].keys() == {"code", "details", "request_id"}, what
        assert "Injected" not in str(body), what
    if fault.later:
        assert status != 500, what


def _chosen(calls: Calls, name: str, quick: int) -> list[tuple[Place, Fault]]:
    faults = [
        (at, fault)
        for at, model in zip(calls.places, calls.models, strict=True)
        for fault in injection.faults_of(model)
    ]
    chance = Random(f"{SEED}{name}")  # noqa: S311
    chosen = faults if FULL else chance.sample(faults, min(quick, len(faults)))
    record(faults=len(chosen))
    return chosen


def test_a_call_that_fails_in_a_workflow_is_made_up_for(
    client: Client, accounts: Accounts, subtests: pytest.Subtests
) -> None:
    """The step is tried again, and if that is of no use the sweep ends the job."""
    with injection.calls() as healthy:
        _run(a_job(accounts.new()))

    for at, fault in _chosen(healthy, "workflow", 4):
        ana = accounts.new()
        job = a_job(ana)
        with injection.calls(fault, at), suppress(Exception):
            _run(job)
        with suppress(Exception):
            _run(job)
        aftermath.settle(job)

        with subtests.test(fault=f"{fault.name} at {at}"):
            consistency.check(client, ana)


def _of_the_provider() -> list[dict[str, Any]]:
    """What its stand-in can do, and each status that its library knows an error of."""
    known = {getattr(one, "status_code", 500) for one in openai.APIStatusError.__subclasses__()}
    statuses = sorted(known | {502, 503, 504})
    named = [{"fault": name} for name in KINDS["openai"]]
    return [*named, *({"fault": "server_error", "status": status} for status in statuses)]


def test_a_call_of_the_provider_that_fails_is_made_up_for(
    client: Client, accounts: Accounts, stand_in: StandIn, subtests: pytest.Subtests
) -> None:
    """Once; the job is tried again, or ends and gives back what it took."""
    faults = _of_the_provider()
    chosen = faults if FULL else Random(SEED).sample(faults, 3)  # noqa: S311
    record(faults=len(chosen))
    for fault in chosen:
        ana, words = accounts.new(), uuid4().hex
        job = a_job(ana, prompt=words, stream=True, partial_images=1)
        stand_in.misbehave(match=words, seconds=1, retry_after=0.1, **fault)
        for _ in range(2):
            with suppress(Exception):
                _run(job)
        aftermath.settle(job)

        with subtests.test(**fault):
            consistency.check(client, ana)


def _run(job: Job) -> None:
    for step in STEPS:
        step(JobReference(owner_id=job.owner_id, job_id=job.id))


def test_a_call_that_fails_while_an_upload_is_taken_in_is_made_up_for(
    stack: Stack, accounts: Accounts, client: Client, subtests: pytest.Subtests
) -> None:
    with injection.calls() as healthy:
        ingest.take_in(_upload(stack, client, accounts.new()))

    for at, fault in _chosen(healthy, "upload", 4):
        ana = accounts.new()
        arrival = _upload(stack, client, ana)
        with injection.calls(fault, at), suppress(Exception):
            ingest.take_in(arrival)
        uploads.sweep(now(), at_once=True)

        with subtests.test(fault=f"{fault.name} at {at}"):
            image = client.call(get_image, caller=ana, image_id=arrival.image_id).data
            assert image["status"] == "ready"


def _upload(stack: Stack, client: Client, owner: Account) -> Arrival:
    with uploads_unnoticed(stack):
        image_id = uploaded(client, owner, png())
    return newest(owner.id, image_id)
