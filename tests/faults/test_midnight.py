"""The quota's day ends at midnight UTC, wherever a job is by then."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from tests.client import Client
from tests.functions.processing.running import StandIn, ended, reached, run, started
from tests.users import Account, Accounts

TOLD_THE_TIME = ("create_job", "get_quota", "finish_job")

MIDNIGHT = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
EVENING = MIDNIGHT - timedelta(minutes=10)
MORNING = MIDNIGHT + timedelta(minutes=10)

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(stack: Stack) -> Iterator[Clock]:
    """Sets the time of the functions that take notice of the day."""
    functions = stack.client("lambda")
    names = [f"splashmy-local-processing-{name}" for name in TOLD_THE_TIME]
    before = {
        name: functions.get_function_configuration(FunctionName=name)["Environment"]
        for name in names
    }

    def set_to(moment: datetime) -> None:
        offset = round((moment - datetime.now(UTC)).total_seconds())
        for name in names:
            variables = {**before[name]["Variables"], "CLOCK_OFFSET": str(offset)}
            functions.update_function_configuration(
                FunctionName=name, Environment={"Variables": variables}
            )

    yield set_to
    for name in names:
        functions.update_function_configuration(FunctionName=name, Environment=before[name])


def used(client: Client, owner: Account) -> int:
    return int(client.call(get_quota, caller=owner).data["used"])


def under_way(
    client: Client,
    owner: Account,
    stand_in: StandIn,
    fault: str = "slow",
    status: int = 500,
    **asked: Any,
) -> dict[str, Any]:
    """A job that the provider takes its time for."""
    words = uuid4().hex
    stand_in.misbehave(fault, match=words, seconds=10, status=status)
    job = started(client, owner, prompt=words, **asked)
    return reached(client, owner, job["id"], {"processing"})


def test_a_full_day_is_over_at_midnight(client: Client, accounts: Accounts, clock: Clock) -> None:
    ana, one_more = accounts.new(), {"job_type": "generation", "prompt": "A boat"}
    clock(EVENING)
    for n in (4, 4, 2):
        run(client, ana, n=n)
    refused = client.call(create_job, caller=ana, body=one_more)

    clock(MORNING)
    taken = client.call(create_job, caller=ana, body=one_more)

    assert (refused.status, refused.code) == (429, "quota_exceeded")
    assert 0 < int(refused.headers["retry-after"]) <= 10 * 60
    assert (
        refused.body["error"]["details"][0]["params"]["resets_at"]
        == f"{MIDNIGHT:%Y-%m-%dT%H:%M:%SZ}"
    )
    assert (taken.status, used(client, ana)) == (202, 1)


def test_what_is_settled_after_midnight_stays_on_the_day_it_was_reserved(
    client: Client, accounts: Accounts, stand_in: StandIn, clock: Clock
) -> None:
    ana = accounts.new()
    clock(EVENING)
    job = under_way(client, ana, stand_in, n=3)

    clock(MORNING)
    next_day = [used(client, ana)]
    settled = ended(client, ana, job["id"])
    next_day.append(used(client, ana))
    run(client, ana)
    next_day.append(used(client, ana))

    assert (settled["status"], settled["results_count"]) == ("completed", 3)
    assert job["created_at"] < f"{MIDNIGHT:%Y-%m-%dT%H}" < settled["completed_at"]
    assert next_day == [0, 0, 1]
    clock(EVENING)
    assert used(client, ana) == 3


def test_what_fails_after_midnight_goes_back_to_the_day_it_was_reserved(
    client: Client, accounts: Accounts, stand_in: StandIn, clock: Clock
) -> None:
    ana = accounts.new()
    clock(EVENING)
    job = under_way(client, ana, stand_in, fault="timeout", status=400, n=3)
    reserved = used(client, ana)

    clock(MORNING)
    failed = ended(client, ana, job["id"])

    assert (reserved, failed["status"], used(client, ana)) == (3, "failed", 0)
    clock(EVENING)
    assert used(client, ana) == 0
