import json
from datetime import timedelta

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.core.sweeps import MOST_FAILURES
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job, Unfinished
from splashmy.provider.records import Attempt
from tests.client import Client
from tests.factories.jobs import a_job, a_made_job, a_stored_job
from tests.faults.consistency import OBJECTS_OF_A_RESULT, objects
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


def test_pictures_of_a_cancelled_job_are_removed_whatever_breaks_on_it(
    stack: Stack, accounts: Accounts
) -> None:
    job = a_made_job(accounts.new())
    outcomes.cancel(job)
    broken = Attempt(*Attempt.key(job.id, 1))
    broken.update([Attempt.outcome.set("lost")])
    Unfinished(*Unfinished.key(job.id)).update([Unfinished.tidy_at.set(1)])

    report = stack.invoke(FUNCTION)
    left = objects(job)
    broken.delete()
    stack.invoke(FUNCTION)

    assert (report["failed"], left) == (1, [])


def test_jobs_that_break_keep_no_other_waiting_and_are_refunded_in_the_end(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana, bob = accounts.new(), accounts.new()
    broken, healthy = [a_stored_job(ana) for _ in "12"], a_stored_job(bob)
    for job in broken:
        job.update([Job.model.set("gone"), Job.created_at.remove()])
    for job in (*broken, healthy):
        long_ago(job)

    reports = [stack.invoke(FUNCTION) for _ in range(MOST_FAILURES)]
    after = stack.invoke(FUNCTION)

    for job in broken:
        job.update([Job.created_at.set(now())])
    statuses = [client.call(get_job, caller=ana, job_id=job.id).data["status"] for job in broken]
    assert client.call(get_job, caller=bob, job_id=healthy.id).data["status"] == "completed"
    assert (statuses, client.call(get_quota, caller=ana).data["used"]) == (["failed"] * 2, 0)
    assert [one["failed"] for one in reports] == [2, 2, 2, 2, 0]
    assert (reports[-1]["set_aside"], after["set_aside"]) == (2, 0)
    assert all(len(objects(job)) == OBJECTS_OF_A_RESULT for job in broken)


def test_a_job_that_cannot_even_be_given_up_is_set_aside(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)
    lost = (Job.quota_day.remove(), Job.job_type.remove(), Job.created_at.remove())
    Job(job.pk, job.sk).update([*lost])
    long_ago(job)

    for _ in range(MOST_FAILURES):
        stack.invoke(FUNCTION)
    set_aside = stack.invoke(FUNCTION)
    job.update(
        [
            Job.quota_day.set(job.quota_day),
            Job.job_type.set(job.job_type),
            Job.created_at.set(job.created_at),
        ]
    )
    mended = stack.invoke(FUNCTION, {"set_aside_too": True})

    assert (set_aside["set_aside"], mended["set_aside"]) == (1, 0)
    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"
