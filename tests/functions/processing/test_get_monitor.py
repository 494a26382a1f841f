import time
import uuid
from typing import Any

import pytest

from functions.processing.get_monitor.handler import handler
from functions.processing.sweep_stuck.handler import handler as sweep_stuck
from local.stack import Stack
from splashmy.core.clock import day, month, now
from splashmy.core.runs import Run
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction
from splashmy.jobs import outcomes, status
from splashmy.jobs.records import Job
from splashmy.provider import attempts, budgets, monitoring
from splashmy.provider.attempts import Ended
from splashmy.provider.budgets import Charge
from splashmy.provider.prices import Receipt, micro_usd
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.processing.running import PATIENCE, StandIn, ended, run, started
from tests.users import Account, Accounts

USD = ("cost_usd", "undelivered_usd")


def test_jobs_under_way_are_counted_by_status(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    before = quiet(client, admin)
    waiting, moving, ended = (a_job(ana) for _ in range(3))
    status.move(moving, "moderating")
    status.move(moving, "processing")
    outcomes.fail(ended, outcomes.SERVICE_FAILED)

    after = client.call(handler, caller=admin).data

    grown = {name: after["by_status"][name] - count for name, count in before["by_status"].items()}
    assert grown == {"pending": 1, "moderating": 0, "processing": 1, "streaming": 0}
    assert after["waiting"] - before["waiting"] == after["in_flight"] - before["in_flight"] == 1
    assert after["oldest_waiting_s"] >= 0
    assert waiting.status == "pending"


def test_calls_are_counted_with_what_was_billed_for_nobody(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    before = quiet(client, admin)["provider"]
    job = run(client, ana)
    cost = micro_usd(job["cost"]["usd"])
    of_nobody(a_job(ana), cost=7000)

    after = client.call(handler, caller=admin).data["provider"]

    for span in ("last_hour", "last_day"):
        assert grown(before[span], after[span]) == (2, 1, 1, cost + 7000, 7000)
        assert after[span]["latency_p95_s"] >= after[span]["latency_p50_s"] > 0
        assert 0 < after[span]["success_rate"] <= 1
    assert (len(after["by_5_minutes"]), len(after["by_hour"])) == (12, 24)
    assert sum(one["calls"] for one in after["by_hour"]) == after["last_day"]["calls"]
    assert after["counted_since"] == after["by_hour"][0]["begins_at"]


def quiet(client: Client, admin: Account) -> dict[str, Any]:
    """The monitor once no call or job that another test left moves, nor what follows it."""
    deadline = time.monotonic() + PATIENCE
    last: Any = None
    while time.monotonic() < deadline:
        found: dict[str, Any] = client.call(handler, caller=admin).data
        calls = [found["provider"]["last_day"][name] for name in ("calls", "delivered")]
        seen = [*calls, found["by_status"]]
        if found["provider_queue"] == {"waiting": 0, "taken": 0} and seen == last:
            return found
        last = seen
        time.sleep(2)
    raise AssertionError("calls are under way all the time")


def of_nobody(job: Job, *, cost: int) -> None:
    """A call that was paid, and whose pictures nobody got."""
    charge = Charge(job.owner_id, job.id, job.quota_day)
    with Transaction() as transaction:
        attempt = attempts.begin(transaction, charge, 1, ceiling=cost)
    assert attempts.finish(attempt, Ended("discarded", Receipt(micro_usd=cost)))


def grown(before: dict[str, Any], after: dict[str, Any]) -> tuple[int, ...]:
    counts = (after[name] - before[name] for name in ("calls", "delivered", "undelivered"))
    sums = (micro_usd(after[name]) - micro_usd(before[name]) for name in USD)
    return (*counts, *sums)


def test_what_is_reserved_of_a_budget_is_told_from_what_is_spent(
    client: Client, accounts: Accounts
) -> None:
    admin = accounts.new(admin=True)
    before = client.call(handler, caller=admin).data["budgets"]
    job = a_job(accounts.new())

    after = client.call(handler, caller=admin).data["budgets"]

    assert [one["budget"] for one in after] == ["daily", "monthly"]
    for was, now_is, period in zip(before, after, (day(now()), month(now())), strict=True):
        reserved, spent = (micro_usd(now_is[name]) for name in ("reserved_usd", "spent_usd"))
        assert reserved - micro_usd(was["reserved_usd"]) == micro_usd(job.price_ceiling)
        assert reserved + spent == budgets.spent(period)
        assert now_is["limit_usd"] is None


def test_a_budget_shows_its_limit_and_when_it_is_renewed(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAILY_BUDGET_USD", "5.5")
    settings.cache_clear()

    daily, monthly = monitoring.budget_figures([])

    monkeypatch.undo()
    settings.cache_clear()
    assert (daily.limit_usd, monthly.limit_usd) == ("5.500000", None)
    assert (daily.resets_at.hour, monthly.resets_at.day) == (0, 1)


def test_the_model_is_told_with_its_end(client: Client, accounts: Accounts) -> None:
    model = client.call(handler, caller=accounts.new(admin=True)).data["model"]

    assert model == {"name": "gpt-image-2.5-flare", "shutdown": None}


def test_the_latest_run_of_a_scheduled_task_is_told(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    began = now()
    stack.invoke("splashmy-local-processing-sweep_stuck")

    runs = {
        one["task"]: one
        for one in client.call(handler, caller=accounts.new(admin=True)).data["schedules"]
    }

    run = runs["processing-sweep_stuck"]
    assert (run["outcome"], run["result"][:8]) == ("succeeded", '{"done":')
    assert run["started_at"] >= f"{began:%Y-%m-%dT%H:%M:%S}"
    assert sweep_stuck.scheduled


def test_a_run_that_failed_is_told(client: Client, accounts: Accounts) -> None:
    from splashmy.core import runs

    runs.note("splashmy-local-images-purge_deleted", now(), outcome="failed")

    shown = client.call(handler, caller=accounts.new(admin=True)).data["schedules"]

    run = next(one for one in shown if one["task"] == "images-purge_deleted")
    assert (run["outcome"], run["result"]) == ("failed", None)
    Run("RUNS", "images-purge_deleted").delete()


def test_dead_letters_are_counted_by_queue(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    sqs, name = stack.client("sqs"), "splashmy-local-images-purge_deleted-dead-letters"
    admin, url = accounts.new(admin=True), sqs.get_queue_url(QueueName=name)["QueueUrl"]
    before = client.call(handler, caller=admin).data["dead_letters"][name]
    sqs.send_message(QueueUrl=url, MessageBody="{}")

    after = client.call(handler, caller=admin).data["dead_letters"]

    assert after[name] == before + 1
    assert "splashmy-local-processing-sweep_stuck-dead-letters" in after
    sqs.purge_queue(QueueUrl=url)


def test_a_message_that_is_worked_on_is_counted(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    admin, ana, words = accounts.new(admin=True), accounts.new(), uuid.uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=5)
    job = started(client, ana, prompt=words)
    stand_in.wait_for_call(words)

    queue = client.call(handler, caller=admin).data["provider_queue"]

    assert queue["taken"] >= 1
    assert queue["waiting"] >= 0
    ended(client, ana, job["id"])
    stand_in.behave()


def test_only_an_administrator_sees_it(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
