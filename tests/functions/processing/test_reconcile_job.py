import json

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.ids import JobId, UserId, new_id
from splashmy.jobs.records import Job
from tests.client import Client
from tests.factories.jobs import a_job, a_stored_job
from tests.functions.processing.running import ended
from tests.users import Accounts

FUNCTION = "splashmy-local-processing-reconcile_job"


def stopped(owner_id: UserId, job_id: JobId) -> dict[str, object]:
    """Step Functions' event, in the fields that matter."""
    reference = json.dumps({"owner_id": owner_id, "job_id": job_id})
    return {"detail": {"name": job_id, "status": "ABORTED", "input": reference}}


def told(stack: Stack, job: Job) -> None:
    stack.invoke(FUNCTION, stopped(job.owner_id, job.id))


def test_a_stopped_workflow_refunds_its_job(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    workflow = stack.client("stepfunctions")
    machines = workflow.list_state_machines()["stateMachines"]
    (machine,) = (one for one in machines if one["name"] == "splashmy-local-jobs")
    execution = workflow.start_execution(
        stateMachineArn=machine["stateMachineArn"],
        name=job.id,
        input=json.dumps({"owner_id": ana.id, "job_id": job.id}),
    )
    workflow.stop_execution(executionArn=execution["executionArn"])

    found = ended(client, ana, job.id)

    assert (found["status"], found["failure"]["cause"]) == ("failed", "service")
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_the_same_event_again_changes_nothing(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = a_job(ana)

    for _ in range(2):
        told(stack, job)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "failed"
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_job_with_its_results_is_completed(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)

    told(stack, job)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"


def test_an_event_of_an_unknown_job_is_ignored(stack: Stack) -> None:
    stack.invoke(FUNCTION, stopped(UserId(new_id(str)), JobId(new_id(str))))
