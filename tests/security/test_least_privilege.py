"""Every function may do what it was seen to do while its tests ran, and nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from infra import catalog, privileges
from infra.catalog import Function
from local.stack import Stack

# What Lambda itself does in a function's name.
OPERATION = ("logs:", "xray:", "sqs:SendMessage")


@dataclass(frozen=True)
class Permission:
    """In a role `resource` is a pattern, in a call it is the thing itself."""

    action: str
    resource: str

    def covers(self, call: "Permission") -> bool:
        return self.action == call.action and fnmatchcase(call.resource, self.resource)


@pytest.fixture(scope="module")
def calls(stack: Stack) -> dict[str, set[Permission]]:
    """What each function asked of AWS in this session, by the function's deployed name."""
    text = (stack.directory / "calls.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    roles = {line["key"]: line["role"] for line in lines if "key" in line and "role" in line}
    made: dict[str, set[Permission]] = {}
    for line in lines:
        if "action" in line and (role := line.get("role") or roles.get(line["key"])):
            permission = Permission(line["action"], line["resource"])
            made.setdefault(role.rpartition("/")[2], set()).add(permission)
    return made


@pytest.mark.parametrize("function", catalog.functions(), ids=lambda function: function.id)
def test_a_function_may_do_what_it_does_and_nothing_else(
    function: Function, stack: Stack, calls: dict[str, set[Permission]], request: Any
) -> None:
    if not _was_tested(function, request.session):
        pytest.skip("its tests were not part of this run")
    made = calls.get(f"splashmy-local-{function.id}", set())
    granted = set(_granted(function, stack))

    refused = {call for call in made if not any(one.covers(call) for one in granted)}
    unused = {one for one in granted if not any(one.covers(call) for call in made)}

    assert (refused, unused) == (set(), set())


def _was_tested(function: Function, session: pytest.Session) -> bool:
    mirror = Path(privileges.mirror(function)).resolve()
    return any(item.path == mirror for item in session.items)


def _granted(function: Function, stack: Stack) -> Iterator[Permission]:
    """What the deployed role allows, as the emulator's IAM has it."""
    iam, name = stack.client("iam"), f"splashmy-local-{function.id}"
    deployed = stack.client("lambda").get_function_configuration(FunctionName=name)
    role = deployed["Role"].rpartition("/")[2]
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        for statement in document["Statement"]:
            yield from _permissions(statement)


def _permissions(statement: dict[str, Any]) -> Iterator[Permission]:
    for action in _listed(statement["Action"]):
        if not action.startswith(OPERATION):
            for resource in _listed(statement["Resource"]):
                yield Permission(action, resource)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
