import json

from functions.processing.list_dead_letters.handler import handler
from local.stack import Stack
from tests.client import Client
from tests.users import Accounts

QUEUE = "splashmy-local-images-purge_deleted-dead-letters"


def test_an_event_is_shown_with_its_error_and_stays(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    sqs, admin = stack.client("sqs"), accounts.new(admin=True)
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    error = {"ErrorMessage": {"DataType": "String", "StringValue": "Out of time"}}
    sqs.send_message(QueueUrl=url, MessageBody='{"a": 1}', MessageAttributes=error)

    response = client.call(handler, caller=admin, queue=QUEUE)

    (message,) = response.data["messages"]
    assert (json.loads(message["event"]), message["error"]) == ({"a": 1}, "Out of time")
    assert message["sent_at"].endswith("Z")
    wait = {"WaitTimeSeconds": 10, "VisibilityTimeout": 0}
    assert sqs.receive_message(QueueUrl=url, **wait)["Messages"][0]["Body"] == '{"a": 1}'
    sqs.purge_queue(QueueUrl=url)


def test_another_queue_is_not_found(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), queue="somebody-elses")

    assert (response.status, response.code) == (404, "dead_letter_queue_not_found")


def test_only_an_administrator_sees_them(client: Client) -> None:
    response = client.call(handler, caller="ana", queue=QUEUE)

    assert (response.status, response.code) == (403, "admin_required")
