"""What `docs/privileges.md` says, against what is deployed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra import catalog, privileges
from infra.constructs import documentation
from tests.infra.conftest import Synthesized

# What Lambda itself does in a function's name.
OPERATION = ("logs:", "xray:", "sqs:SendMessage")
TRIGGER = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
CONSUMED = {one.id: task.consumes.name for one, task in catalog.tasks() if task.consumes}
# What the page leaves out of names.
PLACE = "-[AccountId]-[Region]"


def test_every_role_allows_what_the_page_says_and_nothing_else(synthesized: Synthesized) -> None:
    roles = dict(synthesized.resources("AWS::IAM::Role"))
    prefix = f"{synthesized.environment.prefix}-"
    deployed = {
        name: {
            (action, where.replace(prefix, ""))
            for action, where in granted(roles[function["Role"]["Fn::GetAtt"][0]])
            if not (action in TRIGGER and where == f"{prefix}{CONSUMED.get(name)}")
        }
        for function in synthesized.properties("AWS::Lambda::Function")
        for name in [function["FunctionName"].removeprefix(prefix)]
    }

    expected = {one.id: privileges.permissions(one) for one in catalog.functions()}
    if synthesized.environment.public_docs:
        expected[documentation.FUNCTION] = set()
    assert deployed == expected


def test_every_function_has_tests_of_its_own_that_prove_its_privileges() -> None:
    paths = [privileges.mirror(one) for one in catalog.functions()]

    assert [path for path in paths if not Path(path).exists()] == []


def granted(role: dict[str, Any]) -> Iterator[tuple[str, str]]:
    assert "ManagedPolicyArns" not in role["Properties"]
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            assert statement.keys() == {"Action", "Effect", "Resource"}
            for action in listed(statement["Action"]):
                if not action.startswith(OPERATION):
                    for resource in listed(statement["Resource"]):
                        yield action, text(resource).replace(PLACE, "").split(":", 5)[-1]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """An ARN as far as it is known before it is deployed."""
    match value:
        case str():
            return value
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(map(text, parts))
        case {"Ref": name}:
            return f"[{name.removeprefix('AWS::')}]" if name.startswith("AWS::") else "[id]"
    return "[id]"
