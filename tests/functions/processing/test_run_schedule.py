import pytest

from functions.auth.list_audit.handler import handler as list_audit
from functions.processing.get_monitor.handler import handler as get_monitor
from functions.processing.run_schedule.handler import handler
from infra import catalog
from splashmy.core.clock import now
from tests.client import Client
from tests.functions.processing.test_redrive_dead_letters import ran_since
from tests.users import Accounts

WHY = {"reason": "Uploads seem to hang."}


@pytest.mark.parametrize("task", [function.id for function in catalog.scheduled()])
def test_every_scheduled_task_may_be_run(client: Client, accounts: Accounts, task: str) -> None:
    began = now()

    response = client.call(handler, caller=accounts.new(admin=True), task=task, body=WHY)

    assert (response.status, response.data) == (202, {"task": task})
    assert ran_since(began, task)


def test_what_may_be_run_is_what_the_monitor_shows(client: Client, accounts: Accounts) -> None:
    shown = client.call(get_monitor, caller=accounts.new(admin=True)).data["schedules"]

    assert [one["task"] for one in shown] == sorted(one.id for one in catalog.scheduled())


def test_the_reason_is_kept(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)
    client.call(handler, caller=admin, task="images-purge_deleted", body=WHY)

    entries = client.call(list_audit, caller=admin).results

    act = next(one for one in entries if one["administrator"]["id"] == admin.id)
    assert act["action"] == "POST /processing/monitor/schedules/{task}/run"
    assert (act["target_id"], act["reason"]) == ("images-purge_deleted", WHY["reason"])
    assert act["http_status"] == 202


@pytest.mark.parametrize("task", ["images-ingest_upload", "processing-create_job", "nothing"])
def test_what_no_schedule_starts_is_not_found(
    client: Client, accounts: Accounts, task: str
) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), task=task, body=WHY)

    assert (response.status, response.code) == (404, "scheduled_task_not_found")


def test_a_reason_is_wanted(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)

    response = client.call(handler, caller=admin, task="images-purge_deleted", body={"reason": ""})

    assert response.status == 422
    assert response.body["error"]["details"][0]["field"] == "reason"


def test_only_an_administrator_may(client: Client) -> None:
    response = client.call(handler, caller="ana", task="images-purge_deleted", body=WHY)

    assert (response.status, response.code) == (403, "admin_required")
