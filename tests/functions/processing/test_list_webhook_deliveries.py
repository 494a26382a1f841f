import pytest

from functions.processing.list_webhook_deliveries.handler import handler as list_deliveries
from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from tests.client import Client
from tests.functions.processing.receiving import TELLER, Receiver, a_webhook, ended
from tests.users import Accounts


def test_the_deliveries_of_the_newest_jobs_come_first(
    stack: Stack, client: Client, accounts: Accounts, receiver: Receiver
) -> None:
    ana = accounts.new()
    webhook = a_webhook(client, ana, receiver.url)
    older, newer = new_id(JobId), new_id(JobId)
    for job_id, status in ((newer, "failed"), (older, "completed")):
        stack.invoke(TELLER, ended(ana, job_id, status))

    first = client.call(
        list_deliveries, caller=ana, webhook_id=webhook["id"], query={"page_size": 1}
    )
    bearer = {"Authorization": f"Bearer {ana.access_token}"}
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    listed = [*first.results, *second.results]
    assert first.body["pagination"]["count"] == 2
    assert [one.pop("attempted_at")[-1] for one in listed] == ["Z", "Z"]
    shared = {"status": "delivered", "attempts": 1, "status_code": 204, "failure": None}
    assert listed == [
        {"job_id": newer, "job_status": "failed", **shared},
        {"job_id": older, "job_status": "completed", **shared},
    ]


@pytest.mark.parametrize("caller", ["bob", None])
def test_another_users_webhook_is_not_found(
    client: Client, accounts: Accounts, receiver: Receiver, caller: str | None
) -> None:
    webhook = a_webhook(client, accounts.new(), receiver.url)

    answer = client.call(list_deliveries, caller=caller, webhook_id=webhook["id"])

    expected = (404, "webhook_not_found") if caller else (401, "unauthorized")
    assert (answer.status, answer.code) == expected
