from functions.processing.get_job.handler import handler as get_job
from functions.processing.requeue_job.handler import handler
from splashmy.core.ids import JobId, new_id
from splashmy.jobs import outcomes
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.processing.running import ended, run
from tests.users import Accounts


def test_a_failed_job_is_made_again_for_its_owner(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    failed = outcomes.fail(a_job(ana, prompt="A harbour"), outcomes.SERVICE_FAILED)

    response = client.call(handler, caller=accounts.new(admin=True), job_id=failed.id)

    assert (response.status, response.data["owner_id"]) == (202, ana.id)
    again = ended(client, ana, response.data["id"])
    assert (again["status"], again["prompt"]) == ("completed", "A harbour")
    assert again["retry_of"] == failed.id
    assert response.headers["location"].endswith(f"/processing/monitor/jobs/{again['id']}/")


def test_the_same_key_makes_one_job(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    failed = outcomes.fail(a_job(ana), outcomes.SERVICE_FAILED)
    key = {"Idempotency-Key": str(failed.id)}

    first, second = (
        client.call(handler, caller=admin, job_id=failed.id, headers=key) for _ in range(2)
    )

    assert first.data["id"] == second.data["id"]


def test_a_job_that_never_started_is_started(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)

    response = client.call(handler, caller=accounts.new(admin=True), job_id=job.id)

    assert (response.status, response.data["id"]) == (202, job.id)
    assert ended(client, ana, job.id)["status"] == "completed"


def test_a_completed_job_is_not(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)

    response = client.call(handler, caller=accounts.new(admin=True), job_id=job["id"])

    assert (response.status, response.code) == (409, "job_not_requeueable")
    assert client.call(get_job, caller=ana, job_id=job["id"]).data["status"] == "completed"


def test_an_unknown_job_is_not_found(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)

    response = client.call(handler, caller=admin, job_id=new_id(JobId))

    assert (response.status, response.code) == (404, "job_not_found")


def test_only_an_administrator_may(client: Client) -> None:
    response = client.call(handler, caller="ana", job_id=new_id(JobId))

    assert (response.status, response.code) == (403, "admin_required")
