"""How a job ends that the provider does not serve, and what becomes of its quota."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from functions.images.delete_image.handler import handler as delete_image
from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_events.handler import handler as list_job_events
from local.stack import Stack
from splashmy.core.clock import day, now
from splashmy.jobs.records import QuotaDay
from splashmy.jobs.status import move, read
from splashmy.provider import attempts, queue
from splashmy.provider.attempts import LOST
from splashmy.workflow import generate
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job, a_stylish_job
from tests.functions.processing.running import StandIn, ended, run, started, step
from tests.users import Account, Accounts, limit_cost


def used(client: Client, caller: Account) -> int:
    return int(client.call(get_quota, caller=caller).data["used"])


@pytest.mark.parametrize(
    ("fault", "cause", "retryable"),
    [
        ("insufficient_quota", "provider", True),
        ("invalid_key", "provider", True),
        ("model_retired", "provider", True),
        ("moderation_blocked", "words", False),
    ],
)
def test_a_refusal_ends_the_job_at_once_and_gives_its_images_back(
    client: Client,
    accounts: Accounts,
    stand_in: StandIn,
    fault: str,
    cause: str,
    retryable: bool,
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave(fault, match=words)

    job = run(client, ana, prompt=words)

    assert job["status"] == "failed"
    assert (job["failure"]["cause"], job["failure"]["retryable"]) == (cause, retryable)
    assert job["failure"]["charged"] is False
    assert len(stand_in.calls(words)) == 1
    assert used(client, ana) == 0


@pytest.mark.parametrize("fault", ["missing_picture", "rate_limit", "server_error"])
def test_what_passes_is_waited_for(
    client: Client, accounts: Accounts, stand_in: StandIn, fault: str
) -> None:
    words = uuid4().hex
    stand_in.misbehave(fault, match=words, times=2, retry_after=0.1)

    job = run(client, accounts.new(), prompt=words)

    assert (job["status"], job["failure"]) == ("completed", None)
    assert len(stand_in.calls(words)) == 3


def test_a_second_call_is_not_made_beyond_the_users_own_limit(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("rate_limit", match=words, times=1, retry_after=5)
    job = started(client, ana, prompt=words)
    stand_in.wait_for_call(words)
    limit_cost(ana, "0.000001")

    job = ended(client, ana, job["id"])

    assert (job["status"], len(stand_in.calls(words))) == ("failed", 1)
    assert "budget" in job["failure"]["message"]


def test_an_outage_is_given_up_after_three_calls_and_is_not_the_users_fault(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("server_error", match=words, times=9, status=503)

    job = run(client, ana, prompt=words)

    assert (job["failure"]["cause"], job["failure"]["retryable"]) == ("provider", True)
    assert len(stand_in.calls(words)) == 3
    assert used(client, ana) == 0


@pytest.mark.usefixtures("_steps_run_here")
def test_of_two_workers_that_begin_at_once_one_leaves_the_job_to_the_other(
    stack: Stack, accounts: Accounts, stand_in: StandIn
) -> None:
    """Else its message would be done with, and the workflow go on without pictures."""
    words = uuid4().hex
    job = a_job(accounts.new(), prompt=words)
    step(stack, "prepare_job", job)
    one, other = (read(job.owner_id, job.id) for _ in range(2))
    generate._begin(one)

    pause = generate.call(other)

    assert pause > 0
    assert stand_in.calls(words) == []


@pytest.mark.usefixtures("_steps_run_here")
@pytest.mark.parametrize("deleted", ["the photo", "another"])
def test_a_photo_that_was_deleted_while_its_job_waited_is_not_sent(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn, deleted: str
) -> None:
    ana, words = accounts.new(), uuid4().hex
    photo, other = a_ready_image(ana).id, a_ready_image(ana).id
    asked = {"original_image_id": photo, "reference_image_ids": [other]}
    job = a_job(ana, job_type="edit", prompt=words, **asked)
    step(stack, "prepare_job", job)
    gone = photo if deleted == "the photo" else other
    client.call(delete_image, caller=ana, image_id=gone)

    pause = generate.call(read(job.owner_id, job.id))

    assert (pause, stand_in.calls(words)) == (0, [])
    ended = client.call(get_job, caller=ana, job_id=job.id).data
    assert (ended["status"], ended["failure"]["cause"]) == ("failed", "photo")
    assert used(client, ana) == 0


@pytest.mark.usefixtures("_steps_run_here")
def test_a_refusal_of_a_photo_without_words_asks_for_no_other_words(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stylish_job(ana, prompt="")
    stand_in.misbehave("moderation_blocked", match=job.final_prompt)
    step(stack, "prepare_job", job)

    generate.call(read(job.owner_id, job.id))

    failure = client.call(get_job, caller=ana, job_id=job.id).data["failure"]
    assert failure["cause"] == "photo"
    assert "prompt" not in failure["message"]


def test_words_that_are_refused_say_so(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    job = run(client, ana, prompt="[unsafe]")

    assert (job["status"], job["failure"]["cause"]) == ("failed", "words")
    events = client.call(list_job_events, caller=ana, job_id=job["id"]).results
    assert events[-1]["type"] == "error"
    assert events[-1]["message"] == job["failure"]["message"]


def test_without_details_of_usage_all_output_is_images(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid4().hex
    stand_in.misbehave("no_usage_details", match=words)

    job = run(client, accounts.new(), prompt=words)

    text, output = job["cost"]["input_tokens"], job["cost"]["output_tokens"]
    assert job["cost"]["usd"] == f"{(text * 5 + output * 30) / 1_000_000:.6f}"


def use_up_the_calls_of_the_day(owner: Account) -> None:
    QuotaDay(*QuotaDay.key(owner.id, day(now()))).update([QuotaDay.attempts.set(20)])


def use_up_the_budget(owner: Account) -> None:
    limit_cost(owner, "0.000001")


@pytest.mark.parametrize(
    ("use_up", "said"),
    [(use_up_the_calls_of_the_day, "limit of attempts"), (use_up_the_budget, "budget")],
)
def test_a_second_call_that_is_one_too_many_ends_its_job(
    accounts: Accounts,
    monkeypatch: pytest.MonkeyPatch,
    use_up: Callable[[Account], None],
    said: str,
) -> None:
    ana = accounts.new()
    job, first = generate._begin(move(a_job(ana), "moderating"))
    attempts.finish(first, LOST)
    use_up(ana)
    monkeypatch.setattr(queue, "take_request", lambda: 0.0)

    pause = generate.call(job)

    ended = read(job.owner_id, job.id)
    assert (pause, ended.status) == (0, "failed")
    assert said in ended.failure["message"]


@pytest.mark.usefixtures("_steps_run_here")
def test_a_call_that_may_still_be_answered_is_waited_for(accounts: Accounts) -> None:
    job, first = generate._begin(move(a_job(accounts.new()), "moderating"))

    pause = generate.call(job)

    (found,) = attempts.of_job(job.id)
    attempts.finish(first, LOST)
    assert (found.is_open, 0 < pause <= generate.LEASE.total_seconds()) == (True, True)
