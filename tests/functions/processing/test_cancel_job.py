from uuid import uuid4

from functions.processing.cancel_job.handler import handler as cancel_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_events.handler import handler as list_job_events
from functions.processing.list_job_results.handler import handler as list_job_results
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.factories.jobs import a_job
from tests.functions.processing.running import StandIn, ended, fetch, reached, run, started
from tests.users import Accounts


def test_a_cancelled_job_gives_its_images_back_once(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    job = a_job(ana, n=2, job_type="edit", original_image_id=image.id)

    response = client.call(cancel_job, caller=ana, job_id=job.id)
    again = client.call(cancel_job, caller=ana, job_id=job.id)

    assert (response.status, response.data["status"]) == (200, "cancelled")
    failure = response.data["failure"]
    assert (failure["cause"], failure["charged"]) == ("cancelled", False)
    assert fetch(response.data["original_image"]["url"]) == picture()
    assert (again.status, again.code) == (409, "job_finished")
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_job_that_is_cancelled_after_the_provider_was_called_has_used_its_images_up(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=3)
    job = started(client, ana, prompt=words, n=2)
    reached(client, ana, job["id"], {"processing"})

    response = client.call(cancel_job, caller=ana, job_id=job["id"])

    assert (response.status, response.data["status"]) == (200, "cancelled")
    assert response.data["failure"]["charged"] is True
    assert client.call(get_quota, caller=ana).data["used"] == 2


def test_a_late_result_is_discarded(client: Client, accounts: Accounts, stand_in: StandIn) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=2)
    job = started(client, ana, prompt=words)
    reached(client, ana, job["id"], {"processing"})
    client.call(cancel_job, caller=ana, job_id=job["id"])

    other = run(client, ana)  # a whole other job passes meanwhile, and the late one arrives

    assert other["status"] == "completed"
    assert ended(client, ana, job["id"])["status"] == "cancelled"
    assert client.call(list_job_results, caller=ana, job_id=job["id"]).results == []


def test_a_job_can_be_cancelled_between_its_partial_images(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    asked = {"stream": True, "partial_images": 3, "size": "2048x2048", "n": 2}
    job = started(client, ana, **asked)
    reached(client, ana, job["id"], {"streaming"})

    response = client.call(cancel_job, caller=ana, job_id=job["id"])
    run(client, ana)  # passes while the worker finds out

    assert response.status == 200
    events = client.call(list_job_events, caller=ana, job_id=job["id"]).results
    assert (events[-1]["type"], events[-1]["status"]) == ("status", "cancelled")
    assert client.call(get_quota, caller=ana).data["used"] == 3  # two of them charged, unwanted


def test_a_finished_job_cannot_be_cancelled(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)

    response = client.call(cancel_job, caller=ana, job_id=job["id"])

    assert (response.status, response.code) == (409, "job_finished")
    assert client.call(get_quota, caller=ana).data["used"] == 1


def test_another_users_job_is_not_found(client: Client, accounts: Accounts) -> None:
    job = started(client, accounts.new())

    response = client.call(cancel_job, caller="ben", job_id=job["id"])

    assert (response.status, response.code) == (404, "job_not_found")
