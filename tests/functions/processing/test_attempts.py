"""Every call of the provider is counted, whatever becomes of the job that caused it."""

from collections.abc import Iterator
from functools import partial
from uuid import uuid4

import pytest

from functions.auth.update_user.handler import handler as update_user
from functions.processing.cancel_job.handler import handler as cancel_job
from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.clock import day, now
from splashmy.core.ids import JobId
from splashmy.jobs import status
from splashmy.jobs.quotas import TooManyAttempts
from splashmy.jobs.records import QuotaDay
from splashmy.provider import attempts, budgets, prices
from splashmy.provider.records import Attempt
from splashmy.workflow import generate
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.processing.running import StandIn, reached, run, started
from tests.meanwhile import before
from tests.users import Accounts

ASKED = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}


def of(job_id: str) -> list[Attempt]:
    return attempts.of_job(JobId(job_id))


def test_a_completed_job_has_one_attempt_that_cost_what_its_owner_was_shown(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    job = run(client, ana)

    (attempt,) = of(job["id"])
    assert (attempt.outcome, attempt.delivered, attempt.number) == ("made", True, 1)
    assert attempt.begun_at < attempt.ended_at
    assert attempt.request_id.startswith("req_")
    assert attempt.usage["output_tokens"] == job["cost"]["output_tokens"]
    assert prices.dollars(attempt.counted) == job["cost"]["usd"]
    quota = client.call(get_quota, caller=ana).data
    assert quota["daily_attempts"] == {"limit": 20, "used": 1, "remaining": 19}
    assert quota["budget"]["used_usd"] == job["cost"]["usd"] == quota["month_cost_usd"]


def test_whoever_cancels_again_and_again_runs_out_of_images(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=1, times=10)
    jobs = []
    for _ in range(10):
        jobs.append(started(client, ana, prompt=words))
        reached(client, ana, jobs[-1]["id"], {"processing", "completed"})
        client.call(cancel_job, caller=ana, job_id=jobs[-1]["id"])

    refused = client.call(create_job, caller=ana, body=ASKED)

    quota = client.call(get_quota, caller=ana).data
    assert (refused.status, refused.code) == (429, "quota_exceeded")
    assert (quota["used"], quota["daily_attempts"]["used"]) == (10, 10)
    assert len(stand_in.calls(words)) <= 10
    assert float(quota["budget"]["used_usd"]) > 0


def test_a_day_has_twice_as_many_calls_as_images(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    today = QuotaDay(*QuotaDay.key(ana.id, day(now())))
    today.update([QuotaDay.attempts.set(19)])

    last = run(client, ana, prompt="[unsafe]")
    response = client.call(create_job, caller=ana, body=ASKED)

    assert last["failure"]["cause"] == "words"
    assert (response.status, response.code) == (429, "too_many_attempts")
    assert 0 < int(response.headers["retry-after"]) <= 24 * 3600
    quota = client.call(get_quota, caller=ana).data
    assert (quota["used"], quota["daily_attempts"]["remaining"]) == (0, 0)


def test_a_job_whose_retry_would_be_one_call_too_many_fails_and_is_refunded(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    today = QuotaDay(*QuotaDay.key(ana.id, day(now())))
    today.update([QuotaDay.attempts.set(19)])
    stand_in.misbehave("server_error", match=words)

    job = run(client, ana, prompt=words)

    assert (job["status"], job["failure"]["cause"]) == ("failed", "service")
    assert "limit of attempts" in job["failure"]["message"]
    assert len(stand_in.calls(words)) == 1
    assert client.call(get_quota, caller=ana).data["used"] == 0


@pytest.mark.parametrize(
    ("fault", "outcome", "free"),
    [
        ("moderation_blocked", "refused", True),
        ("insufficient_quota", "failed", True),
        ("missing_picture", "failed", False),
    ],
)
def test_a_call_that_brings_nothing_costs_what_the_provider_bills(
    client: Client, accounts: Accounts, stand_in: StandIn, fault: str, outcome: str, free: bool
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave(fault, match=words, times=3)

    job = run(client, ana, prompt=words)

    found = of(job["id"])
    assert {(one.outcome, one.delivered) for one in found} == {(outcome, False)}
    assert all((one.counted == 0) is free for one in found)
    quota = client.call(get_quota, caller=ana).data
    assert quota["budget"]["used_usd"] == prices.dollars(sum(one.counted for one in found))
    assert quota["month_cost_usd"] == "0.000000"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("fault", ["no_usage", "null_usage"])
def test_pictures_of_unknown_cost_are_delivered_and_count_at_the_ceiling(
    client: Client, accounts: Accounts, stand_in: StandIn, fault: str, stream: bool
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave(fault, match=words)

    job = run(client, ana, prompt=words, stream=stream)

    assert (job["status"], job["results_count"]) == ("completed", 1)
    assert job["cost"] == {"input_tokens": None, "output_tokens": None, "usd": None}
    assert len(stand_in.calls(words)) == 1
    quota = client.call(get_quota, caller=ana).data
    assert quota["budget"]["used_usd"] == quota["month_cost_usd"] == job["price_ceiling"]


def test_odd_events_of_a_stream_do_not_fail_the_job(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid4().hex
    stand_in.misbehave("odd_events", match=words)

    job = run(client, accounts.new(), prompt=words, stream=True, partial_images=1)

    assert (job["status"], len(stand_in.calls(words))) == ("completed", 1)
    assert job["cost"]["usd"] is not None


def test_a_users_own_limit_holds_before_anything_is_called(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    admin, ana, words = accounts.new(admin=True), accounts.new(), uuid4().hex
    ceiling = started(client, accounts.new(), prompt=words)["price_ceiling"]
    body = {"monthly_cost_limit_usd": f"{float(ceiling) * 1.5:.6f}"}
    changed = client.call(update_user, caller=admin, user_id=ana.id, body=body)
    run(client, ana, prompt=words)

    refused = client.call(create_job, caller=ana, body={**ASKED, "prompt": words, "n": 4})

    assert changed.data["monthly_cost_limit_usd"] == body["monthly_cost_limit_usd"]
    assert (refused.status, refused.code) == (429, "budget_exhausted")
    assert int(refused.headers["retry-after"]) > 0
    assert refused.body["error"]["details"][0]["params"]["resets_at"].endswith("-01T00:00:00Z")
    assert len(stand_in.calls(words)) == 2
    budget = client.call(get_quota, caller=ana).data["budget"]
    assert budget["limit_usd"] == body["monthly_cost_limit_usd"]
    assert 0 < float(budget["used_usd"]) < float(budget["limit_usd"])


@pytest.fixture
def _no_money_left(stack: Stack) -> Iterator[None]:
    """The deployment's budget of the day is what it has spent."""
    functions, name = stack.client("lambda"), "splashmy-local-processing-create_job"
    before = functions.get_function_configuration(FunctionName=name)["Environment"]
    spent = prices.dollars(budgets.spent(day(now())))
    variables = {**before["Variables"], "DAILY_BUDGET_USD": spent}
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
    yield
    functions.update_function_configuration(FunctionName=name, Environment=before)


@pytest.mark.usefixtures("_no_money_left")
def test_the_deployments_budget_holds_for_everybody(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    response = client.call(create_job, caller=ana, body=ASKED)

    assert (response.status, response.code) == (429, "budget_exhausted")
    assert response.body["error"]["details"][0]["params"]["budget"] == "daily"
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_what_a_day_came_to_is_counted_over_all_users(client: Client, accounts: Accounts) -> None:
    began, before = now(), budgets.spent(day(now()))
    job = run(client, accounts.new())

    figures = attempts.figures(
        one for one in attempts.latest(began, most=1000) if one.job_id == job["id"]
    )

    assert (figures.calls, figures.success_rate, figures.undelivered) == (1, 1.0, 0)
    assert figures.latency_p50 == figures.latency_p95
    assert figures.latency_p50
    assert prices.dollars(figures.micro_usd) == job["cost"]["usd"]
    assert budgets.spent(day(now())) >= before + figures.micro_usd


def test_the_last_call_of_a_day_is_made_once(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    job = status.move(a_job(ana), "moderating")
    today = QuotaDay(*QuotaDay.key(ana.id, day(now())))
    today.update([QuotaDay.attempts.set(19)])
    another = partial(today.update, [QuotaDay.attempts.add(1)])
    before(monkeypatch, attempts, "begin", another)

    with pytest.raises(TooManyAttempts):
        generate._begin(job)

    assert of(job.id) == []
