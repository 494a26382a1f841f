from collections import Counter

from local.stack import Stack
from splashmy.core.metrics import TOTALS
from splashmy.jobs import outcomes
from splashmy.jobs.records import JobTotals
from tests.factories.jobs import a_job, a_stored_job
from tests.users import Accounts

FUNCTION = "splashmy-local-processing-update_processing_stats"


def recounted() -> Counter[str]:
    """Over all users, from the table itself; who was erased does not count there any more."""
    found = JobTotals.scan(JobTotals.sk.startswith("TOTALS#ALL#"), consistent_read=True)
    sums: Counter[str] = Counter()
    for one in found:
        sums.update({name: int(getattr(one, name)) for name in TOTALS})
    return sums


def test_the_totals_grow_as_those_of_all_users_do(
    stack: Stack, accounts: Accounts, catalogue: None
) -> None:
    before, counted_before = stack.invoke(FUNCTION)["totals"], recounted()
    for _ in range(3):
        outcomes.cancel(a_job(accounts.new()))
    outcomes.complete(a_stored_job(accounts.new()))

    after, counted = stack.invoke(FUNCTION)["totals"], recounted()

    grown = {name: after[name] - before[name] for name in TOTALS}
    assert (grown["cancelled"], grown["completed"], grown["images"]) == (3, 1, 1)
    assert grown == {name: counted[name] - counted_before[name] for name in TOTALS}
