"""What the runbooks say, done on the local stack."""

import json
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from functions.images.get_image.handler import handler as get_image
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.ids import ImageId, UserId
from tests.client import Client
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.uploading import png, settled, uploaded
from tests.functions.processing.running import StandIn, ended, reached, started
from tests.users import Accounts

GENERATOR = "splashmy-local-processing-generate_image"
INGEST = "splashmy-local-images-ingest_upload"
PATIENCE = 60  # seconds


def test_an_emergency_stop_calls_nobody_and_can_be_undone(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, functions = accounts.new(), stack.client("lambda")
    (trigger,) = functions.list_event_source_mappings(FunctionName=GENERATOR)["EventSourceMappings"]

    functions.update_event_source_mapping(UUID=trigger["UUID"], Enabled=False)
    stopped = started(client, ana, prompt="Emergency stop")
    reached(client, ana, stopped["id"], {"moderating"})
    called = stand_in.calls("Emergency stop")
    functions.update_event_source_mapping(UUID=trigger["UUID"], Enabled=True)

    assert called == []
    assert ended(client, ana, stopped["id"])["status"] == "completed"
    assert client.call(get_quota, caller=ana).data["used"] == 1


def test_a_dead_letter_is_looked_at_and_sent_again(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, queues = accounts.new(), stack.client("sqs")
    url = queues.get_queue_url(QueueName=f"{INGEST}-dead-letters")["QueueUrl"]
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png())
    stand_in.misbehave("server_error", match="", service="rekognition", times=50)
    stack.client("lambda").invoke(
        FunctionName=INGEST, InvocationType="Event", Payload=json.dumps(arrival(ana.id, image_id))
    )

    letter = _received(queues, url, image_id)
    stand_in.behave()
    stack.invoke(INGEST, json.loads(letter["Body"]))
    queues.delete_message(QueueUrl=url, ReceiptHandle=letter["ReceiptHandle"])

    assert "ErrorMessage" in letter["MessageAttributes"]
    assert client.call(get_image, caller=ana, image_id=image_id).data["status"] == "ready"


def arrival(owner_id: UserId, image_id: ImageId) -> dict[str, Any]:
    key, bucket = f"uploads/{owner_id}/{image_id}", resources.QUARANTINE.id
    found = resources.client("s3").list_object_versions(Bucket=bucket, Prefix=key)
    return {"detail": {"object": {"key": key, "version-id": found["Versions"][0]["VersionId"]}}}


def _received(queues: Any, url: str, image_id: ImageId) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = queues.receive_message(
            QueueUrl=url, WaitTimeSeconds=1, VisibilityTimeout=300, MessageAttributeNames=["All"]
        )
        for message in answer.get("Messages", []):
            if image_id in message["Body"]:
                found: dict[str, Any] = message
                return found
    raise AssertionError(f"no dead letter of {image_id} came within {PATIENCE} seconds")


def test_a_leaked_url_finds_nothing_once_its_object_is_removed(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    leaked = settled(client, ana, uploaded(client, ana, png()))["url"]
    before = status(leaked)

    key = urlsplit(leaked).path.partition("/images/")[2]
    stack.client("s3").delete_object(Bucket=resources.MEDIA.id, Key=f"images/{key}")

    assert (before, status(leaked)) == (200, 404)


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
