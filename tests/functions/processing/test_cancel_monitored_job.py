from functions.processing.cancel_monitored_job.handler import handler
from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.functions.processing.running import reached, run, started
from tests.functions.processing.waiting import nobody_at_work
from tests.users import Accounts


def test_any_users_job_is_cancelled_with_its_images_given_back(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    with nobody_at_work(stack):
        job = started(client, ana)
        reached(client, ana, job["id"], {"moderating"})

        response = client.call(handler, caller=accounts.new(admin=True), job_id=job["id"])

    assert (response.status, response.data["status"]) == (200, "cancelled")
    assert client.call(get_job, caller=ana, job_id=job["id"]).data["status"] == "cancelled"
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_finished_job_is_not(client: Client, accounts: Accounts) -> None:
    job = run(client, accounts.new())

    response = client.call(handler, caller=accounts.new(admin=True), job_id=job["id"])

    assert (response.status, response.code) == (409, "job_finished")


def test_only_an_administrator_may(client: Client) -> None:
    response = client.call(handler, caller="ana", job_id=new_id(JobId))

    assert (response.status, response.code) == (403, "admin_required")
