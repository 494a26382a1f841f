from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from tests.client import Client
from tests.factories.jobs import a_job, a_stored_job
from tests.functions.processing.running import step
from tests.users import Accounts

STEP = "fail_job"


def test_a_job_that_cannot_go_on_is_refunded_once(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana, n=2)

    for _ in range(2):
        step(stack, STEP, job)

    found = client.call(get_job, caller=ana, job_id=job.id).data
    assert (found["status"], found["failure"]["cause"]) == ("failed", "service")
    assert found["failure"]["retryable"] is True
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_job_with_its_results_is_completed_instead(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)

    step(stack, STEP, job)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"
    assert client.call(get_quota, caller=ana).data["used"] == 1
