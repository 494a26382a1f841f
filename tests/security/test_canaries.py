"""No password, code or token reaches a log, an event, a history, a table or a bucket."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from functions.auth.change_password.handler import handler as change_password
from functions.auth.confirm_password_reset.handler import handler as confirm_reset
from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.delete_account.handler import handler as delete_account
from functions.auth.export_account.handler import handler as export_account
from functions.auth.log_out.handler import handler as log_out
from functions.auth.refresh_session.handler import handler as refresh
from functions.auth.register_user.handler import handler as register
from functions.auth.request_password_reset.handler import handler as request_reset
from functions.auth.resend_verification.handler import handler as resend
from functions.auth.verify_email.handler import handler as verify_email
from local.stack import Stack
from splashmy.core.resources import BUCKETS, TABLES
from tests.client import Client
from tests.functions.auth.flows import a_registration, bearer, sign_in
from tests.functions.auth.verifying import MAILED_CODE, emails_verified
from tests.functions.processing.running import ended, started
from tests.users import Accounts

CODE = "918273"
TOKENS = ("access_token", "id_token", "refresh_token")
RESET_CODE = "654321"  # the emulator's


@pytest.fixture(scope="module")
def overheard(stack: Stack) -> Callable[[Stack], Iterator[str]]:
    """Whatever goes over an event bus from now on."""
    events, queues = stack.client("events"), stack.client("sqs")
    queue = queues.create_queue(QueueName="overheard")["QueueUrl"]
    asked = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    for bus in events.list_event_buses()["EventBuses"]:
        name = bus["Name"]
        pattern = json.dumps({"source": [{"prefix": ""}]})
        events.put_rule(Name="overhear", EventBusName=name, EventPattern=pattern)
        target = {"Id": "queue", "Arn": asked["Attributes"]["QueueArn"]}
        events.put_targets(Rule="overhear", EventBusName=name, Targets=[target])

    def events_of(_: Stack) -> Iterator[str]:
        while got := queues.receive_message(QueueUrl=queue, MaxNumberOfMessages=10):
            if "Messages" not in got:
                return
            yield from (message["Body"] for message in got["Messages"])

    return events_of


@pytest.fixture(scope="module")
def canaries(client: Client, stack: Stack, accounts: Accounts, overheard: Any) -> set[str]:
    """Secrets that went through every operation of `auth`, rightly and wrongly."""
    old, new, wrong = (f"canary-{uuid4().hex}-1" for _ in range(3))
    token = f"canary-{uuid4().hex}"
    asked = a_registration(password=old, password_confirm=old)
    email = asked["email"]
    client.call(register, body=asked | {"password_confirm": wrong})
    first = client.call(register, body=asked).data
    client.call(register, body=asked)
    sign_in(client, email, wrong)
    second = sign_in(client, email, old).data
    client.call(verify_email, body={"email": email, "code": CODE})
    client.call(confirm_reset, body={"email": email, "code": CODE, "new_password": new})
    client.call(refresh, body={"refresh_token": token})
    third = client.call(refresh, body={"refresh_token": second["refresh_token"]}).data
    client.call(log_out, headers=bearer(third), body={"refresh_token": third["refresh_token"]})
    body = {"old_password": old, "new_password": new}
    last = client.call(change_password, headers=bearer(first), body=body).data
    reset = _verified_and_reset(client, stack, email)
    client.call(create_avatar_upload, headers=bearer(last), body={"content_type": "image/png"})
    ended(client, accounts["ana"], started(client, accounts["ana"])["id"])
    client.call(delete_account, headers=bearer(last))
    sessions = (first, second, third, last)
    return (
        {old, new, wrong, token, CODE} | {one[kind] for one in sessions for kind in TOKENS} | reset
    )


def _verified_and_reset(client: Client, stack: Stack, taken: str) -> set[str]:
    """The ways of mailed codes, also with an email that is somebody's already."""
    first, second, third = (f"canary-{uuid4().hex}-1" for _ in range(3))
    asked = a_registration(password=first, password_confirm=first)
    email = {"email": asked["email"]}
    with emails_verified(stack):
        client.call(register, body=asked)
        client.call(
            register, body=a_registration(email=taken, password=third, password_confirm=third)
        )
    client.call(resend, body=email)
    sign_in(client, asked["email"], first)
    client.call(verify_email, body=email | {"code": MAILED_CODE})
    client.call(request_reset, body=email)
    confirmed = client.call(
        confirm_reset, body=email | {"code": RESET_CODE, "new_password": second}
    )
    assert confirmed.status == 200
    session = sign_in(client, asked["email"], second).data
    client.call(export_account, headers=bearer(session))
    return {first, second, third, MAILED_CODE, RESET_CODE, *(session[kind] for kind in TOKENS)}


def logged(stack: Stack) -> Iterator[str]:
    logs = stack.client("logs")
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            events = logs.get_paginator("filter_log_events")
            for found in events.paginate(logGroupName=group["logGroupName"]):
                yield from (f"{group['logGroupName']} {one['message']}" for one in found["events"])


def told(stack: Stack) -> Iterator[str]:
    """The histories of all executions."""
    workflows = stack.client("stepfunctions")
    for machine in workflows.list_state_machines()["stateMachines"]:
        runs = workflows.list_executions(stateMachineArn=machine["stateMachineArn"])
        for run in runs["executions"]:
            yield str(workflows.get_execution_history(executionArn=run["executionArn"]))


def stored(stack: Stack) -> Iterator[str]:
    for table in TABLES:
        for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=table.id):
            yield from map(str, page["Items"])


def kept(stack: Stack) -> Iterator[str]:
    """The documents in the buckets."""
    s3 = stack.client("s3")
    for bucket in BUCKETS:
        for one in s3.list_objects_v2(Bucket=bucket.id).get("Contents", []):
            if one["Key"].endswith(".json"):
                document = s3.get_object(Bucket=bucket.id, Key=one["Key"])["Body"].read()
                yield document.decode()


def any_of(canaries: set[str]) -> re.Pattern[str]:
    """Whole, so that no part of a longer number is taken for a code."""
    return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, canaries))})(?!\d)")


@pytest.mark.parametrize("seen", [logged, told, stored, kept])
def test_no_secret_is_ever_written_down(
    seen: Callable[[Stack], Iterator[str]], canaries: set[str], stack: Stack
) -> None:
    lines = list(seen(stack))

    leaked = [line for line in lines if any_of(canaries).search(line)]

    assert lines
    assert leaked == []


def test_no_secret_is_ever_announced(
    overheard: Callable[[Stack], Iterator[str]], canaries: set[str], stack: Stack
) -> None:
    lines = list(overheard(stack))

    assert any("Job Ended" in line for line in lines)
    assert [line for line in lines if any_of(canaries).search(line)] == []


def test_the_logs_of_every_auth_function_are_searched(canaries: set[str], stack: Stack) -> None:
    lines = list(logged(stack))

    functions = ("change_password", "log_in", "log_out", "refresh_session", "register_user")
    with_codes = ("confirm_password_reset", "request_password_reset", "resend_verification")
    for operation in (*functions, *with_codes, "verify_email", "close_account"):
        assert any(f"splashmy-local-auth-{operation}" in line for line in lines)


def test_a_planted_secret_would_be_found(canaries: set[str]) -> None:
    assert any_of(canaries).search(f'{{"code": "{CODE}"}}')
