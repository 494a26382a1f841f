from functions.processing.get_monitor.handler import handler
from functions.processing.sweep_stuck.handler import handler as sweep_stuck
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.core.runs import Run
from splashmy.jobs import outcomes, status
from tests.client import Client
from tests.factories.jobs import a_job
from tests.users import Accounts


def test_jobs_under_way_are_counted_by_status(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    before = client.call(handler, caller=admin).data
    waiting, moving, ended = (a_job(ana) for _ in range(3))
    status.move(moving, "moderating")
    status.move(moving, "processing")
    outcomes.fail(ended, outcomes.SERVICE_FAILED)

    after = client.call(handler, caller=admin).data

    grown = {name: after["by_status"][name] - count for name, count in before["by_status"].items()}
    assert grown == {"pending": 1, "moderating": 0, "processing": 1, "streaming": 0}
    assert after["waiting"] - before["waiting"] == after["in_flight"] - before["in_flight"] == 1
    assert after["oldest_waiting_s"] >= 0
    assert waiting.status == "pending"


def test_the_latest_run_of_a_scheduled_task_is_told(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    began = now()
    stack.invoke("splashmy-local-processing-sweep_stuck")

    runs = {
        one["task"]: one
        for one in client.call(handler, caller=accounts.new(admin=True)).data["schedules"]
    }

    run = runs["processing-sweep_stuck"]
    assert (run["outcome"], run["result"][:8]) == ("succeeded", '{"done":')
    assert run["started_at"] >= f"{began:%Y-%m-%dT%H:%M:%S}"
    assert sweep_stuck.scheduled


def test_a_run_that_failed_is_told(client: Client, accounts: Accounts) -> None:
    from splashmy.core import runs

    runs.note("splashmy-local-images-purge_deleted", now(), outcome="failed")

    shown = client.call(handler, caller=accounts.new(admin=True)).data["schedules"]

    run = next(one for one in shown if one["task"] == "images-purge_deleted")
    assert (run["outcome"], run["result"]) == ("failed", None)
    Run("RUNS", "images-purge_deleted").delete()


def test_dead_letters_are_counted_by_queue(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    sqs, name = stack.client("sqs"), "splashmy-local-images-purge_deleted-dead-letters"
    admin, url = accounts.new(admin=True), sqs.get_queue_url(QueueName=name)["QueueUrl"]
    before = client.call(handler, caller=admin).data["dead_letters"][name]
    sqs.send_message(QueueUrl=url, MessageBody="{}")

    after = client.call(handler, caller=admin).data["dead_letters"]

    assert after[name] == before + 1
    assert "splashmy-local-processing-sweep_stuck-dead-letters" in after
    sqs.purge_queue(QueueUrl=url)


def test_only_an_administrator_sees_it(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
