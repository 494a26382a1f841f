"""The clock's work on images, at the moment a test wants it to be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from local.lifetime import wait_until
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.clock import now
from tests.functions.images.uploading import PATIENCE
from tests.functions.rules import rule_of, without_rule

INGEST = "splashmy-local-images-ingest_upload"


def run(stack: Stack, name: str, *, after: timedelta = timedelta(), **more: Any) -> Any:
    moment = f"{now() + after:%Y-%m-%dT%H:%M:%SZ}"
    return stack.invoke(f"splashmy-local-images-{name}", {"time": moment, **more})


@contextmanager
def uploads_unnoticed(stack: Stack) -> Iterator[None]:
    """S3's events get lost, all of them: a late one would take in what a test wants to see left."""
    with without_rule(stack, INGEST), every_event_sent(stack):
        yield


@contextmanager
def every_event_sent(stack: Stack) -> Iterator[None]:
    """S3 tells of an upload after it answered: wait until a queue beside the function knows all."""
    events, queues, name = stack.client("events"), stack.client("sqs"), f"witness-{uuid4().hex}"
    queue = queues.create_queue(QueueName=name)["QueueUrl"]
    asked = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    pattern = events.describe_rule(Name=rule_of(stack, INGEST))["EventPattern"]
    events.put_rule(Name=name, EventPattern=pattern)
    events.put_targets(Rule=name, Targets=[{"Id": name, "Arn": asked["Attributes"]["QueueArn"]}])
    before = _versions(stack)
    try:
        yield
        unheard = _versions(stack) - before

        def all_heard() -> bool:
            found = queues.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
            for message in found.get("Messages", []):
                unheard.discard(json.loads(message["Body"])["detail"]["object"]["version-id"])
            return not unheard

        assert wait_until(all_heard, PATIENCE), f"S3 told nobody of {unheard}"
    finally:
        events.remove_targets(Rule=name, Ids=[name])
        events.delete_rule(Name=name)
        queues.delete_queue(QueueUrl=queue)


def _versions(stack: Stack) -> set[str]:
    """Of all files in quarantine."""
    pages = stack.client("s3").get_paginator("list_object_versions")
    found = pages.paginate(Bucket=resources.QUARANTINE.id)
    return {one["VersionId"] for page in found for one in page.get("Versions", [])}


@contextmanager
def without(stack: Stack, name: str, action: str) -> Iterator[None]:
    """AWS refuses one of the actions that a function was granted."""
    role = f"splashmy-local-images-{name}"
    iam, functions = stack.client("iam"), stack.client("lambda")
    configured = functions.get_function_configuration(FunctionName=role)
    where = {"RoleName": configured["Role"].rpartition("/")[2], "PolicyName": "declared"}
    granted = iam.get_role_policy(**where)["PolicyDocument"]
    fewer = [one for one in granted["Statement"] if action not in str(one["Action"])]
    iam.put_role_policy(**where, PolicyDocument=json.dumps(granted | {"Statement": fewer}))
    try:
        yield
    finally:
        iam.put_role_policy(**where, PolicyDocument=json.dumps(granted))
