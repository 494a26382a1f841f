"""No password, code or token reaches a log, a state machine's history or a table."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from functions.auth.change_password.handler import handler as change_password
from functions.auth.confirm_password_reset.handler import handler as confirm_reset
from functions.auth.delete_account.handler import handler as delete_account
from functions.auth.log_out.handler import handler as log_out
from functions.auth.refresh_session.handler import handler as refresh
from functions.auth.register_user.handler import handler as register
from functions.auth.verify_email.handler import handler as verify_email
from local.stack import Stack
from splashmy.resources import TABLES
from tests.auth.flows import a_wish, bearer, sign_in
from tests.client import Client

CODE = "918273"


@pytest.fixture(scope="module")
def canaries(client: Client) -> set[str]:
    """Secrets that went through every door of `auth`, rightly and wrongly."""
    old, new, wrong = (f"canary-{uuid4().hex}-1" for _ in range(3))
    token = f"canary-{uuid4().hex}"
    wish = a_wish(password=old, password_confirm=old)
    email = wish["email"]
    client.call(register, body=wish | {"password_confirm": wrong})
    first = client.call(register, body=wish).data
    client.call(register, body=wish)
    sign_in(client, email, wrong)
    second = sign_in(client, email, old).data
    client.call(verify_email, body={"email": email, "code": CODE})
    client.call(confirm_reset, body={"email": email, "code": CODE, "new_password": new})
    client.call(refresh, body={"refresh_token": token})
    third = client.call(refresh, body={"refresh_token": second["refresh_token"]}).data
    client.call(log_out, headers=bearer(third), body={"refresh_token": third["refresh_token"]})
    body = {"old_password": old, "new_password": new}
    last = client.call(change_password, headers=bearer(first), body=body).data
    client.call(delete_account, headers=bearer(last))
    sessions = (first, second, third, last)
    tokens = {one[name] for one in sessions for name in ("access_token", "refresh_token")}
    return {old, new, wrong, token, CODE} | tokens


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


def any_of(canaries: set[str]) -> re.Pattern[str]:
    """Whole, so that no part of a longer number is taken for a code."""
    return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, canaries))})(?!\d)")


@pytest.mark.parametrize("seen", [logged, told, stored])
def test_no_secret_is_ever_written_down(
    seen: Callable[[Stack], Iterator[str]], canaries: set[str], stack: Stack
) -> None:
    lines = list(seen(stack))

    leaked = [line for line in lines if any_of(canaries).search(line)]

    assert lines
    assert leaked == []


def test_the_logs_of_every_door_are_searched(canaries: set[str], stack: Stack) -> None:
    lines = list(logged(stack))

    for door in ("register_user", "log_in", "refresh_session", "confirm_password_reset"):
        assert any(f"splashmy-local-auth-{door}" in line for line in lines)


def test_a_planted_secret_would_be_found(canaries: set[str]) -> None:
    assert any_of(canaries).search(f'{{"code": "{CODE}"}}')
