import json
from datetime import timedelta

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job, Unfinished
from tests.client import Client
from tests.factories.jobs import a_job, a_made_job, a_stored_job
from tests.faults.consistency import objects
from tests.functions.processing.running import ended
from tests.users import Accounts

FUNCTION = "splashmy-local-processing-sweep_stuck"


def long_ago(job: Job) -> None:
    Job(job.pk, job.sk).update([Job.updated_at.set(now() - timedelta(minutes=10))])


def test_a_job_that_was_never_started_is_started(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    long_ago(job)

    stack.invoke(FUNCTION)

    assert ended(client, ana, job.id)["status"] == "completed"


def test_a_young_job_is_left_alone(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)

    stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "pending"


def test_a_job_whose_workflow_is_over_is_refunded(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    workflow = stack.client("stepfunctions")
    machines = workflow.list_state_machines()["stateMachines"]
    (machine,) = (one for one in machines if one["name"] == "splashmy-local-jobs")
    execution = workflow.start_execution(
        stateMachineArn=machine["stateMachineArn"], name=job.id, input=json.dumps({})
    )
    workflow.stop_execution(executionArn=execution["executionArn"])
    long_ago(job)

    for _ in range(2):
        stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "failed"
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_job_with_its_results_is_completed(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)
    long_ago(job)

    stack.invoke(FUNCTION)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"


def test_what_a_cancelled_job_left_is_removed_when_nobody_works_on_it(
    stack: Stack, accounts: Accounts
) -> None:
    job = a_made_job(accounts.new())
    outcomes.cancel(job)

    stack.invoke(FUNCTION)
    kept = objects(job)
    Unfinished(*Unfinished.key(job.id)).update([Unfinished.tidy_at.set(1)])
    stack.invoke(FUNCTION)

    assert (len(kept), objects(job)) == (1, [])
