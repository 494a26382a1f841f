from functions.processing.get_monitored_job.handler import handler
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts


def test_a_job_is_told_whole_without_what_is_its_owners(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    job = run(client, ana, prompt="A secret", stream=True, partial_images=1)

    response = client.call(handler, caller=admin, job_id=job["id"])

    shown = response.data
    assert (response.status, shown["status"], shown["owner_id"]) == (200, "completed", ana.id)
    assert (shown["execution"], shown["quota_state"]) == (job["id"], "settled")
    assert [one["type"] for one in shown["events"]][-1] == "completed"
    assert {one["url"] for one in shown["events"]} == {None}
    assert (shown["environment"], shown["links"]) == ("local", None)
    assert shown["cost"] == job["cost"]
    (call,) = shown["calls"]
    assert (call["number"], call["outcome"], call["delivered"]) == (1, "made", True)
    assert call["cost_usd"] == shown["calls_usd"] == job["cost"]["usd"]
    assert call["output_tokens"] == job["cost"]["output_tokens"]
    assert call["begun_at"] < call["ended_at"]
    assert "A secret" not in str(response.body)


def test_an_unknown_job_is_not_found(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), job_id=new_id(JobId))

    assert (response.status, response.code) == (404, "job_not_found")


def test_only_an_administrator_sees_it(client: Client) -> None:
    response = client.call(handler, caller="ana", job_id=new_id(JobId))

    assert (response.status, response.code) == (403, "admin_required")
