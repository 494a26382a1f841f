"""Slots are shared by all jobs of the stack, so these tests hold all of them for a moment."""

import time
from collections.abc import Iterator

import pytest

from functions.processing.get_job.handler import handler as get_job
from local.lifetime import wait_until
from local.stack import Stack
from splashmy.core.ids import JobId
from splashmy.core.settings import settings
from splashmy.provider import queue
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.processing.running import PATIENCE, ended, started, step
from tests.users import Accounts

STEP = "acquire_slot"


@pytest.fixture
def _all_taken(stack: Stack) -> Iterator[None]:
    queue.clear()
    for number in range(settings().provider_concurrency):
        queue.acquire(JobId(f"00000000-somebody-else-{number}"))
    yield
    queue.clear()


@pytest.mark.usefixtures("_all_taken")
def test_a_job_without_a_slot_waits_in_line(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    first, second = a_job(ana), a_job(ana)

    outcomes = [step(stack, STEP, job) for job in (first, second)]

    assert [one["next"] for one in outcomes] == ["wait", "wait"]
    assert all(1 <= one["wait_s"] <= queue.LONGEST_WAIT for one in outcomes)
    shown = [client.call(get_job, caller=ana, job_id=job.id).data for job in (first, second)]
    assert [one["queue"]["position"] for one in shown] == [1, 2]


@pytest.mark.usefixtures("_all_taken")
def test_the_oldest_job_comes_first(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    first, second = a_job(ana), a_job(ana)
    for job in (first, second):
        step(stack, STEP, job)
    queue.release(JobId("00000000-somebody-else-0"))

    outcomes = [step(stack, STEP, job)["next"] for job in (second, first, second)]

    assert outcomes == ["wait", "go_on", "wait"]


@pytest.mark.usefixtures("_all_taken")
def test_a_waiting_job_goes_on_when_a_slot_is_free(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = started(client, ana)
    assert wait_until(lambda: queue.position(queue.read(), job["id"]) == 1, PATIENCE)
    assert client.call(get_job, caller=ana, job_id=job["id"]).data["status"] == "moderating"

    queue.clear()

    assert ended(client, ana, job["id"])["status"] == "completed"


def test_a_job_takes_one_slot_however_often_it_asks(stack: Stack, accounts: Accounts) -> None:
    job = a_job(accounts.new())

    outcomes = [step(stack, STEP, job)["next"] for _ in range(3)]

    assert outcomes == ["go_on"] * 3
    queue.release(job.id)


def test_nobody_goes_on_while_the_provider_wants_a_pause(stack: Stack, accounts: Accounts) -> None:
    job = a_job(accounts.new())
    queue.close(queue.LONGEST_WAIT)

    outcome = step(stack, STEP, job)

    assert outcome["next"] == "wait"
    assert 1 <= outcome["wait_s"] <= queue.LONGEST_WAIT
    reopened = queue.read()
    reopened.closed_until, reopened.waiting = 0, {}
    reopened.version += 1
    reopened.save()


def test_the_requests_of_a_minute_are_rationed(
    stack: Stack, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.clear()
    emptied = queue.read()
    emptied.tokens, emptied.filled_at = 0, time.time() + 1000
    emptied.version += 1
    emptied.save()

    turn = queue.acquire(JobId("00000000-somebody-else"))

    assert turn.wait_s >= 1
    emptied.tokens, emptied.filled_at = settings().provider_requests_per_minute, time.time()
    emptied.version += 100
    emptied.save()
