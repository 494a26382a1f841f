from datetime import timedelta
from typing import Any

from local.stack import Stack
from splashmy.core.clock import day, now
from splashmy.jobs import outcomes
from splashmy.jobs.records import QuotaDay
from tests.factories.jobs import a_job, a_made_job
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-reconcile_quotas"


def drifted(stack: Stack) -> Any:
    """What tomorrow's run will say of today."""
    tomorrow = now() + timedelta(days=1)
    return stack.invoke(FUNCTION, {"time": f"{tomorrow:%Y-%m-%dT%H:%M:%SZ}"})


def miscount(owner: Account, by: int) -> None:
    QuotaDay(*QuotaDay.key(owner.id, day(now()))).update([QuotaDay.used.add(by)])


def test_quotas_add_up_whatever_became_of_the_jobs(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    a_job(ana, n=3)
    outcomes.cancel(a_job(ana, n=2))
    a_made_job(ana)

    assert ana.id not in drifted(stack)


def test_a_quota_that_is_not_what_the_jobs_come_to_is_reported(
    stack: Stack, accounts: Accounts
) -> None:
    ana = accounts.new()
    a_job(ana)
    miscount(ana, by=1)

    found = drifted(stack)
    miscount(ana, by=-1)

    assert ana.id in found
    assert ana.id not in drifted(stack)


def test_jobs_of_another_day_do_not_count(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    a_job(ana)
    miscount(ana, by=1)

    found = stack.invoke(FUNCTION, {"time": f"{now():%Y-%m-%dT%H:%M:%SZ}"})
    miscount(ana, by=-1)

    assert ana.id not in found
