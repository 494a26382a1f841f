"""The line before the provider: how many calls at once, who is dropped, what comes twice."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from functions.processing.cancel_job.handler import handler as cancel_job
from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.lifetime import wait_until
from local.stack import Stack
from splashmy.core import metrics
from splashmy.core.ids import JobId
from splashmy.core.resources import PROVIDER_QUEUE
from splashmy.core.settings import settings
from splashmy.jobs.estimates import LEAST_SAMPLE
from splashmy.jobs.records import Durations
from splashmy.provider import attempts, queue
from splashmy.provider.records import Pace, Pause
from tests.client import Client
from tests.functions.processing.running import PATIENCE, StandIn, ended, reached, started
from tests.functions.processing.waiting import (
    nobody_at_work,
    receive,
    right_line,
    send,
    url,
    waiting,
)
from tests.meanwhile import before
from tests.measured import Meter
from tests.users import Account, Accounts

MANY = 40


def test_no_more_calls_are_made_at_once_than_the_environment_allows(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(premium=True), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=1, times=20)

    jobs = [started(client, ana, prompt=words)["id"] for _ in range(15)]

    assert {ended(client, ana, one)["status"] for one in jobs} == {"completed"}
    made = [one for job_id in jobs for one in attempts.of_job(JobId(job_id))]
    at_once = [
        sum(1 for other in made if other.begun_at <= one.begun_at < other.ended_at) for one in made
    ]
    assert 1 < max(at_once) <= settings().provider_concurrency


def test_forty_jobs_of_one_user_do_not_delay_anothers_by_more_than_two(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    """By the fair queue alone, which is AWS's work; the emulator is taught it."""
    ana, bo, words = accounts.new(premium=True), accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=0.5, times=MANY)
    with nobody_at_work(stack):
        many = [started(client, ana, prompt=words)["id"] for _ in range(MANY)]
        for one in many:
            reached(client, ana, one, {"moderating"})
        single = started(client, bo)["id"]
        reached(client, bo, single, {"moderating"})

    assert ended(client, bo, single)["status"] == "completed"
    (bos,) = attempts.of_job(single)
    assert {ended(client, ana, one)["status"] for one in many} == {"completed"}
    before = [one for job in many for one in attempts.of_job(job) if one.begun_at < bos.begun_at]
    assert len(before) <= 2 * settings().provider_concurrency


def test_a_job_that_waits_has_a_place_in_the_line_and_about_so_long_to_wait(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with nobody_at_work(stack):
        right_line(stack)  # whatever others left
        jobs = []
        for _ in range(2):
            jobs.append(started(client, ana)["id"])
            reached(client, ana, jobs[-1], {"moderating"})

        Durations(sk="generation", worked=[10.0] * LEAST_SAMPLE).save()
        places = [client.call(get_job, caller=ana, job_id=one).data["queue"] for one in jobs]

    assert places[1]["position"] == places[0]["position"] + 1
    seconds_each = 10 / settings().provider_concurrency
    waits = [one["estimated_wait_s"] for one in places]
    assert waits == [one["position"] * seconds_each for one in places]
    done = [ended(client, ana, one) for one in jobs]
    assert [one["queue"] for one in done] == [None, None]


def place(client: Client, owner: Account, job_id: str) -> int:
    """In the line, from 1."""
    return int(client.call(get_job, caller=owner, job_id=job_id).data["queue"]["position"])


def test_who_waits_behind_a_job_moves_up_when_it_is_cancelled(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with nobody_at_work(stack):
        right_line(stack)
        jobs = [started(client, ana)["id"] for _ in range(2)]
        for one in jobs:
            reached(client, ana, one, {"moderating"})
        first, last = sorted(jobs, key=lambda one: place(client, ana, one))
        before = place(client, ana, last)

        client.call(cancel_job, caller=ana, job_id=first)

        assert place(client, ana, last) == before - 1
    ended(client, ana, last)


def test_a_line_that_is_too_long_since_a_step_died_is_put_right(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with nobody_at_work(stack):
        right_line(stack)
        for _ in range(3):
            queue.join()  # and the step dies
        job = started(client, ana)["id"]
        reached(client, ana, job, {"moderating"})
        before = place(client, ana, job)

        right_line(stack)

        # fewer, if a job that an earlier test left behind is gone by now
        assert place(client, ana, job) <= before - 3
    ended(client, ana, job)


def test_a_job_that_is_cancelled_while_it_waits_is_dropped(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    with nobody_at_work(stack):
        job = started(client, ana, prompt=words)
        reached(client, ana, job["id"], {"moderating"})
        cancelled = client.call(cancel_job, caller=ana, job_id=job["id"]).data

    after = started(client, ana)
    assert ended(client, ana, after["id"])["status"] == "completed"
    assert cancelled["failure"]["charged"] is False
    assert stand_in.calls(words) == []
    assert client.call(get_quota, caller=ana).data["used"] == 1
    executions = stack.client("stepfunctions")
    (machine,) = [
        one["stateMachineArn"]
        for one in executions.list_state_machines()["stateMachines"]
        if one["name"].endswith("-jobs")
    ]
    name = f"{machine.replace(':stateMachine:', ':execution:')}:{job['id']}"
    assert executions.describe_execution(executionArn=name)["status"] == "ABORTED"


def test_a_message_that_comes_twice_calls_the_provider_once(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=2)
    with nobody_at_work(stack):
        job = started(client, ana, prompt=words)
        body = waiting(stack, job["id"])
        for _ in range(3):
            send(stack, PROVIDER_QUEUE.name, body)

    assert ended(client, ana, job["id"])["status"] == "completed"
    assert len(stand_in.calls(words)) == 1
    # The copies are hidden for minutes, and whoever counts the queue next would wait for them.
    stack.client("sqs").purge_queue(QueueUrl=url(stack, PROVIDER_QUEUE.name))


@pytest.mark.parametrize(("received", "status"), [(99, "completed"), (100, "failed")])
def test_a_message_that_comes_too_often_ends_its_job_with_its_images_given_back(
    stack: Stack,
    client: Client,
    accounts: Accounts,
    stand_in: StandIn,
    received: int,
    status: str,
) -> None:
    """Its worker died each time, as far as anybody knows."""
    ana, words, meter = accounts.new(), uuid4().hex, Meter(stack)
    with nobody_at_work(stack):
        job = started(client, ana, prompt=words)
        receive(stack, job["id"], received)

    found = ended(client, ana, job["id"])
    assert found["status"] == status
    if status == "failed":
        assert (found["failure"]["cause"], found["failure"]["charged"]) == ("service", False)
        assert client.call(get_quota, caller=ana).data["used"] == 0
        assert stand_in.calls(words) == []
        assert meter.alarms(metrics.JOBS_GIVEN_UP) == {"splashmy-local-JobsAreGivenUp"}


@pytest.fixture
def _as_before() -> Iterator[None]:
    yield
    Pause(*Pause.place).delete()
    for share in range(3):
        Pace(*Pace.key(share)).delete()


@pytest.mark.usefixtures("stack", "_as_before")
def test_nobody_calls_while_the_provider_wants_a_pause() -> None:
    queue.close(30)
    queue.close(5)  # a shorter pause does not end a longer one

    assert 25 < queue.take_request() <= 30


@pytest.mark.usefixtures("stack", "_as_before")
def test_the_requests_of_a_minute_are_rationed() -> None:
    Pace(*Pace.key(0), tokens=1, filled_at=time.time()).save()

    pauses = [queue.take_request() for _ in range(2)]

    assert pauses[0] == 0
    assert 0 < pauses[1] <= 60


@pytest.mark.usefixtures("stack", "_as_before")
def test_a_higher_rate_is_kept_by_more_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second has more requests then than one item can be changed."""
    allowed = replace(settings(), provider_requests_per_minute=1800)
    monkeypatch.setattr(queue, "settings", lambda: allowed)

    pauses = {queue.take_request() for _ in range(60)}

    found = [Pace.get(*Pace.key(share)) for share in range(3)]
    assert pauses == {0}
    assert sum(int(one.version) for one in found) == 60
    assert all(one.tokens < 600 for one in found)


def test_a_pause_that_the_provider_asks_for_holds_for_all(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("rate_limit", match=words, retry_after=3)
    first = started(client, ana, prompt=words)
    assert wait_until(lambda: len(stand_in.calls(words)) == 1, PATIENCE)
    refused_at = stand_in.calls(words)[0]["at"]

    second = started(client, ana)

    ended(client, ana, first["id"]), ended(client, ana, second["id"])
    (attempt,) = attempts.of_job(JobId(second["id"]))
    assert attempt.begun_at.timestamp() >= refused_at + 2.5


@pytest.mark.usefixtures("stack", "_as_before")
def test_the_last_request_of_a_minute_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Pause(*Pause.place).delete()
    Pace(*Pace.key(0), tokens=1, filled_at=time.time()).save()
    faster: list[float] = []
    before(monkeypatch, queue, "_save", lambda: faster.append(queue.take_request()))

    pause = queue.take_request()

    assert (faster, pause > 0) == ([0], True)


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize("moves", [queue.join, queue.leave])
def test_a_line_that_moved_while_it_was_counted_is_left_as_it_is(
    moves: Callable[[], object],
) -> None:
    first = queue.line()
    for _ in range(2):
        queue.join()
    counted = queue.line()
    moves()
    moved = queue.line()

    queue.recount(counted, 0)

    assert queue.line().left == moved.left < moved.came
    queue.recount(queue.line(), int(first.came - first.left))
