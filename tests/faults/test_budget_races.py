"""Budgets in dollars hold against any number of requests at once, and every cent is in them."""

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from random import Random

import pytest

from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.get_stats.handler import ENDED, handler as get_stats
from splashmy.core.clock import day, month, now
from splashmy.core.settings import settings
from splashmy.jobs import outcomes, quotas, status
from splashmy.jobs.records import Job, JobTotals
from splashmy.jobs.status import JobStatusConflict
from splashmy.provider import attempts, budgets, prices
from splashmy.provider.attempts import LOST, Ended
from splashmy.provider.budgets import SHARDS, BudgetExhausted
from splashmy.provider.errors import PROVIDER_BUSY
from splashmy.workflow import generate
from splashmy.workflow.generate import AtWork
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import money
from tests.users import Account, Accounts, limit_cost

pytestmark = pytest.mark.usefixtures("_steps_run_here")

USERS, JOBS_EACH = 20, 10
SEED = 20261125


@pytest.fixture
def budget() -> Iterator[Callable[[int], None]]:
    """Leaves so many millionths of a dollar of the deployment's day."""

    def leave(micro_usd: int) -> None:
        limit = budgets.spent(day(now())) + micro_usd
        os.environ["DAILY_BUDGET_USD"] = prices.dollars(limit)
        settings.cache_clear()

    yield leave
    os.environ.pop("DAILY_BUDGET_USD", None)
    settings.cache_clear()


def test_requests_at_once_overrun_the_deployments_budget_by_a_reservation_a_shard_at_most(
    accounts: Accounts, budget: Callable[[int], None]
) -> None:
    owners = [accounts.new(premium=True) for _ in range(4)]
    ceiling = int(a_job(owners[0]).reserved_micro_usd)
    budget(10 * ceiling)

    with ThreadPoolExecutor(40) as requests:
        made = [one for one in requests.map(lambda at: _created(owners[at % 4]), range(80)) if one]

    assert 10 <= len(made) <= 10 + SHARDS - 1


def test_requests_at_once_never_overrun_a_users_own_limit(accounts: Accounts) -> None:
    ana = accounts.new(premium=True)
    ceiling = Decimal(a_job(ana).price_ceiling)
    limit_cost(ana, str(ceiling * 6))

    with ThreadPoolExecutor(30) as requests:
        made = [one for one in requests.map(lambda _: _created(ana), range(30)) if one]

    assert len(made) == 5


def test_creations_calls_cancels_failures_and_deaths_at_once_equal_a_recount(
    client: Client, accounts: Accounts
) -> None:
    owners, before = [accounts.new() for _ in range(USERS)], money.off()  # by tests of the rules

    with ThreadPoolExecutor(32) as workers:
        made = [one for one in workers.map(_created, owners * JOBS_EACH) if one]
        outcomes_seen = list(workers.map(_live, made))
        cancels = list(workers.map(_cancelled_late, made))

    assert len(made) == USERS * JOBS_EACH
    assert all(outcomes_seen) or any(cancels)
    for job in made:
        assert attempts.finish_left(job.id, {})
    assert money.off() == before
    jobs = [status.read(one.owner_id, one.id) for one in made]
    _check_quotas(client, owners, jobs)
    _check_totals(client, owners, jobs)


def _check_quotas(client: Client, owners: list[Account], jobs: list[Job]) -> None:
    charged, called = Counter[str](), Counter[str]()
    for job in jobs:
        charged[job.owner_id] += int(job.images_count) if job.quota_state != "released" else 0
        called[job.owner_id] += len(attempts.of_job(job.id))
        assert int(job.attempts) == len(attempts.of_job(job.id))
    for owner in owners:
        quota = client.call(get_quota, caller=owner).data
        assert (quota["used"], quota["daily_attempts"]["used"]) == (
            charged[owner.id],
            called[owner.id],
        )


def _check_totals(client: Client, owners: list[Account], jobs: list[Job]) -> None:
    """What is kept of each owner's jobs, and what that owner is told, are a recount of the jobs."""
    totals_of = (one for one in money.items() if one["sk"].startswith("TOTALS#"))
    kept = {(one["pk"], one["sk"]): one for one in totals_of}
    for owner in owners:
        own = [one for one in jobs if one.owner_id == owner.id]
        ended = Counter(one.status for one in own if one.status in ENDED)
        done = [one for one in own if one.status == "completed"]
        images = sum(int(one.results_count) for one in done)
        cost = sum(prices.micro_usd(one.price_ceiling) for one in done)  # nobody knows their usage
        for period in ("ALL", month(now())):
            totals = kept.get(JobTotals.key(owner.id, period, "generation"), {})
            assert {one: totals.get(one, 0) for one in ENDED} == {one: ended[one] for one in ENDED}
            assert (totals.get("images", 0), totals.get("micro_usd", 0)) == (images, cost)
        stats = client.call(get_stats, caller=owner).data
        assert +Counter(stats["by_status"]) == Counter(one.status for one in own)
        assert (stats["total_jobs"], stats["total_images"]) == (len(own), images)
        assert stats["total_cost_usd"] == prices.dollars(cost)


def _created(owner: Account) -> Job | None:
    with contextlib.suppress(BudgetExhausted):
        return a_job(owner)
    return None


def _live(job: Job) -> str | None:
    """Some of what can happen to a job, chosen by its id: calls, failures, deaths, a cancel."""
    chance = Random(f"{SEED}{job.id}")  # noqa: S311
    try:
        if chance.random() < 0.2:
            return str(outcomes.cancel(job).status)
        job = status.move(job, "moderating")
        for _ in range(chance.randint(1, 3)):
            job, attempt = generate._begin(job)
            if chance.random() < 0.7:  # else the worker dies
                attempts.finish(attempt, chance.choice(ENDS))
        return str(chance.choice(OUTCOMES)(job).status)
    except (JobStatusConflict, quotas.TooManyAttempts, AtWork):
        return None


def _cancelled_late(job: Job) -> bool:
    with contextlib.suppress(JobStatusConflict):
        outcomes.cancel(job)
        return True
    return False


def _complete(job: Job) -> Job:
    job.update([Job.results_count.set(1)], Job.status == "processing")
    return outcomes.complete(job)


ENDS = [
    LOST,
    Ended("made", prices.Receipt(10, 196, 5930)),
    Ended("failed", prices.Receipt(micro_usd=0)),
    Ended("made", prices.Receipt(10, 99_999, 3_000_020)),  # more than its ceiling
]
OUTCOMES: list[Callable[[Job], Job]] = [
    _complete,
    lambda job: outcomes.fail(job, PROVIDER_BUSY),
    outcomes.cancel,
]
