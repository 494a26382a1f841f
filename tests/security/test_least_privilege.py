"""Every function may do what it was seen to do while its tests ran, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import catalog, privileges
from infra.catalog import Function
from local.stack import Stack
from splashmy.core.resources import Queue
from tests import recorded_calls, workers
from tests.recorded_calls import PREFIX, Permission

# What Lambda itself does in a function's name.
OPERATION = ("logs:", "xray:", "sqs:SendMessage")
TRIGGER = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}


@pytest.fixture(scope="module")
def calls(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Permission]]:
    """What each function asked of AWS in this run, in whichever process its tests ran."""
    basetemp = tmp_path_factory.getbasetemp()
    workers.wait_for_the_others(basetemp)
    files = [*workers.files(basetemp, f"stack*/{recorded_calls.FILE}")]
    assert stack.directory / recorded_calls.FILE in files
    return recorded_calls.by_function(files)


@pytest.mark.parametrize("function", catalog.functions(), ids=lambda function: function.id)
def test_a_function_may_do_what_it_does_and_nothing_else(
    function: Function, stack: Stack, calls: dict[str, set[Permission]], request: Any
) -> None:
    if not _was_tested(function, request.session):
        pytest.skip("its tests were not part of this run")
    made = calls.get(function.id, set())
    granted = set(_granted(function, stack))

    refused = {call for call in made if not any(one.covers(call) for one in granted)}
    unused = {one for one in granted if not any(one.covers(call) for call in made)}

    assert not refused | unused, recorded_calls.advice(function, refused, unused)


def _was_tested(function: Function, session: pytest.Session) -> bool:
    mirror = Path(privileges.mirror(function)).resolve()
    return any(item.path == mirror for item in session.items)


def _granted(function: Function, stack: Stack) -> Iterator[Permission]:
    """What the deployed role allows, as the emulator's IAM has it."""
    iam, name = stack.client("iam"), f"{PREFIX}{function.id}"
    deployed = stack.client("lambda").get_function_configuration(FunctionName=name)
    role = deployed["Role"].rpartition("/")[2]
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        for statement in document["Statement"]:
            yield from _permissions(statement, getattr(function.handler, "consumes", None))


def _permissions(statement: dict[str, Any], consumed: Queue | None) -> Iterator[Permission]:
    for action in _listed(statement["Action"]):
        if not action.startswith(OPERATION):
            for resource in _listed(statement["Resource"]):
                triggers = consumed and resource.endswith(f"-{consumed.name}")
                if not (action in TRIGGER and triggers):
                    yield Permission(action, resource)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
