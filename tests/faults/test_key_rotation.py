"""OpenAI's key is rotated while functions run; nothing is deployed."""

import json
import time
from collections.abc import Iterator

import pytest

from functions.processing.get_quota.handler import handler as get_quota
from splashmy.core import resources
from splashmy.core.resources import OPENAI_KEY
from splashmy.jobs import status
from splashmy.jobs.records import Job
from splashmy.workflow import generate
from tests.client import Client
from tests.factories.jobs import a_job
from tests.users import Account, Accounts

KEPT_FOR = 300  # seconds
REFUSED = "bad"  # the stand-in knows this key as one that was revoked

pytestmark = pytest.mark.usefixtures("_steps_run_here")


class Clock:
    """The clock of the cache of secrets; `ahead` in seconds."""

    ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(resources, "time", clock)
    return clock


@pytest.fixture(autouse=True)
def _key_as_it_was() -> Iterator[None]:
    resources._secrets.clear()
    key = OPENAI_KEY.fetch()
    yield
    rotate(key)
    resources._secrets.clear()


def rotate(key: str) -> None:
    """As docs/runbooks/key-rotation.md says."""
    resources.client("ssm").put_parameter(
        Name=OPENAI_KEY.id, Value=key, Type="SecureString", Overwrite=True
    )


def attempt(owner: Account) -> Job:
    """The job after one call of the provider."""
    job = status.move(a_job(owner), "moderating")
    generate.call(job)
    return status.read(job.owner_id, job.id)


def test_a_new_key_is_used_within_five_minutes_without_a_deployment(
    clock: Clock, accounts: Accounts
) -> None:
    ana = accounts.new()
    rotate(REFUSED)
    assert attempt(ana).status == "failed"
    rotate("the-new-key")

    clock.ahead = KEPT_FOR - 10
    meanwhile = attempt(ana)
    clock.ahead = KEPT_FOR + 1
    afterwards = attempt(ana)

    assert (meanwhile.status, meanwhile.made) == ("failed", None)
    assert (afterwards.status, afterwards.made["count"]) == ("processing", 1)


def test_the_old_key_still_serves_until_the_new_one_is_read(
    clock: Clock, accounts: Accounts
) -> None:
    ana = accounts.new()
    rotate("the-old-key")
    attempt(ana)
    rotate(REFUSED)

    clock.ahead = KEPT_FOR - 10

    assert attempt(ana).made["count"] == 1


def test_a_key_that_is_refused_ends_the_job_at_once_and_is_not_the_users_fault(
    client: Client, accounts: Accounts, capfd: pytest.CaptureFixture[str]
) -> None:
    ana = accounts.new()
    rotate(REFUSED)

    job = attempt(ana)

    assert (job.status, job.attempts) == ("failed", 1)
    assert (job.failure["cause"], job.failure["charged"]) == ("provider", False)
    assert client.call(get_quota, caller=ana).data["used"] == 0
    assert refusals(capfd)["key"] == [1.0]


def test_a_key_that_was_never_set_ends_the_job_without_an_attempt(
    client: Client, accounts: Accounts, capfd: pytest.CaptureFixture[str]
) -> None:
    ana = accounts.new()
    resources.client("ssm").delete_parameter(Name=OPENAI_KEY.id)

    job = attempt(ana)
    rotate("the-first-key")
    afterwards = attempt(ana)

    assert (job.status, job.attempts, job.failure["cause"]) == ("failed", 0, "provider")
    assert refusals(capfd)["key"] == [1.0]
    assert (afterwards.status, client.call(get_quota, caller=ana).data["used"]) == ("processing", 1)


def refusals(capfd: pytest.CaptureFixture[str]) -> dict[str, list[float]]:
    """What the metric that the alarm watches was given, by reason."""
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if "_aws" in line]
    return {one["reason"]: one["ProviderRefusals"] for one in lines if "ProviderRefusals" in one}
