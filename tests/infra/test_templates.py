"""What must hold for every environment, read from the templates that are deployed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import catalog
from infra.constructs.gateway import INVOKED_BY_A_POLICY
from infra.constructs.workflows import OPERATION
from infra.environments import ENVIRONMENTS
from tests.infra.conftest import Synthesized

GATEWAY_TIMEOUT_S = 29
LAMBDA_TIMEOUT_S = 900
MOST_RESOURCES = 400  # CloudFormation takes 500
ROLE_POLICY_BYTES = 10_240
MORE = 100  # endpoints that there must be room for
RESOURCES_IN_A_TEMPLATE, TEMPLATE_BYTES = 500, 1_000_000
POLICY_BYTES, POLICIES_OF_A_ROLE = 6144, 10
LONGEST = {
    "AWS::Partition": "aws-us-gov",
    "AWS::Region": "ap-southeast-2",
    "AWS::AccountId": "1" * 12,
}
ENDPOINTS = list(catalog.endpoints(catalog.FUNCTIONS))
# Have no resource of ours to name; alarms are searched for by their prefix.
# The sender's identity may be an address or a domain, which only the operator knows.
WITHOUT_RESOURCE = ("cloudwatch:DescribeAlarms", "rekognition:", "ses:", "xray:", *OPERATION)


def statements(synthesized: Synthesized) -> Iterator[dict[str, Any]]:
    for _, resource in synthesized.resources():
        yield from _statements(resource.get("Properties", {}))


def _statements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and "Effect" in node and "Action" in node:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _statements(child)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def granted(synthesized: Synthesized) -> Iterator[dict[str, Any]]:
    """What roles may do; resource policies name a principal."""
    for statement in statements(synthesized):
        if "Principal" not in statement and statement["Effect"] == "Allow":
            yield statement


def named(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def test_no_template_comes_near_the_limit_of_cloudformation(synthesized: Synthesized) -> None:
    sizes = {name: len(body["Resources"]) for name, body in synthesized.templates.items()}

    assert max(sizes.values()) < MOST_RESOURCES, sizes


@pytest.mark.parametrize("domain", sorted({function.domain for function, _ in ENDPOINTS}))
def test_any_domain_has_room_for_a_hundred_more_endpoints(prod: Synthesized, domain: str) -> None:
    (template,) = [body for name, body in prod.templates.items() if domain.capitalize() in name]
    functions = sum(function.domain == domain for function, _ in ENDPOINTS)
    resources, size = len(template["Resources"]), len(compact(template))

    assert resources + MORE * resources / functions < RESOURCES_IN_A_TEMPLATE
    assert size + MORE * size / functions < TEMPLATE_BYTES


def test_the_api_has_room_for_a_hundred_more_endpoints(prod: Synthesized) -> None:
    (template,) = [body for name, body in prod.templates.items() if "Api" in name]
    size = len(compact(template))

    assert size + MORE * size / len(ENDPOINTS) < TEMPLATE_BYTES


def test_the_gateway_may_call_a_hundred_more_functions(prod: Synthesized) -> None:
    policies = prod.properties("AWS::IAM::ManagedPolicy")
    called = [one for policy in policies for one in _invoked(policy)]

    assert len(called) == len(ENDPOINTS)
    assert max(len(_resolved(policy["PolicyDocument"])) for policy in policies) < POLICY_BYTES
    assert len(called) + MORE <= POLICIES_OF_A_ROLE * INVOKED_BY_A_POLICY


def _invoked(policy: dict[str, Any]) -> list[Any]:
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "lambda:InvokeFunction"
    return list(statement["Resource"])


def _resolved(document: Any) -> str:
    """As IAM counts it, where names are long."""
    if isinstance(document, dict) and "Fn::Join" in document:
        return "".join(map(_resolved, document["Fn::Join"][1]))
    if isinstance(document, dict) and "Ref" in document:
        return LONGEST[document["Ref"]]
    if isinstance(document, dict):
        return "{" + ",".join(f'"{key}":{_resolved(one)}' for key, one in document.items()) + "}"
    if isinstance(document, list):
        return "[" + ",".join(f'"{_resolved(one)}"' for one in document) + "]"
    return str(document)


def compact(template: Any) -> str:
    return json.dumps(template, separators=(",", ":"))


def test_no_action_is_granted_by_a_wildcard(synthesized: Synthesized) -> None:
    actions = [action for one in granted(synthesized) for action in listed(one["Action"])]

    assert actions
    assert [action for action in actions if "*" in action] == []


def test_everything_is_granted_only_where_no_resource_can_be_named(
    synthesized: Synthesized,
) -> None:
    everywhere = [one for one in granted(synthesized) if "*" in listed(one["Resource"])]
    actions = {action for one in everywhere for action in listed(one["Action"])}

    assert {action for action in actions if not action.startswith(WITHOUT_RESOURCE)} == set()


def test_no_policy_outgrows_its_role(synthesized: Synthesized) -> None:
    for name, role in synthesized.resources("AWS::IAM::Role"):
        documents = [one["PolicyDocument"] for one in role["Properties"].get("Policies", [])]
        size = sum(len(named(document)) for document in documents)
        assert size < 2 * ROLE_POLICY_BYTES, name  # a resolved Join is less than half as long


def test_every_function_has_a_role_of_its_own(synthesized: Synthesized) -> None:
    functions = synthesized.properties("AWS::Lambda::Function")
    roles = {named(function["Role"]) for function in functions}

    assert len(roles) == len(functions) > 0


def test_every_function_says_how_long_and_how_large_it_may_be(synthesized: Synthesized) -> None:
    for name, template in synthesized.templates.items():
        limit = LAMBDA_TIMEOUT_S if "Workflow" in name else GATEWAY_TIMEOUT_S
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Lambda::Function":
                function = resource["Properties"]
                assert function["Timeout"] <= limit, function["FunctionName"]
                assert 256 <= function["MemorySize"] <= 3008, function["FunctionName"]


def test_no_log_is_kept_for_ever(synthesized: Synthesized) -> None:
    groups = synthesized.properties("AWS::Logs::LogGroup")
    kept = {group["LogGroupName"] for group in groups if group.get("RetentionInDays")}
    functions = synthesized.properties("AWS::Lambda::Function")

    assert all(group.get("RetentionInDays") for group in groups)
    assert {f"/aws/lambda/{function['FunctionName']}" for function in functions} <= kept


def test_every_bucket_is_private_and_speaks_tls_only(synthesized: Synthesized) -> None:
    for name, bucket in synthesized.resources("AWS::S3::Bucket"):
        private = bucket["Properties"]["PublicAccessBlockConfiguration"]
        assert all(private.values()), name
        assert len(private) == 4, name
        assert _refuses_plain_http(synthesized, name)


def _refuses_plain_http(synthesized: Synthesized, bucket: str) -> bool:
    policies = synthesized.properties("AWS::S3::BucketPolicy")
    own = [policy for policy in policies if policy["Bucket"] == {"Ref": bucket}]
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    return any(
        one["Effect"] == "Deny" and one.get("Condition") == insecure
        for policy in own
        for one in policy["PolicyDocument"]["Statement"]
    )


def test_every_table_can_be_restored_to_any_second(synthesized: Synthesized) -> None:
    tables = synthesized.properties("AWS::DynamoDB::Table")

    assert tables
    for table in tables:
        assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True


@pytest.mark.parametrize("kind", ["DynamoDB::Table", "S3::Bucket", "SecretsManager::Secret"])
def test_production_never_deletes_what_it_stores(prod: Synthesized, kind: str) -> None:
    kept = [
        resource["DeletionPolicy"]
        for name, resource in prod.resources(f"AWS::{kind}")
        if not name.startswith("StudioFiles")  # built again at each deployment
    ]

    # A first create that fails takes along what it made: nothing is in the way of the next.
    assert set(kept) == {"RetainExceptOnCreate"}


def test_an_environment_is_deployed_by_roles_and_from_a_bucket_of_its_own(assembly: Path) -> None:
    used = {}
    for name, environment in ENVIRONMENTS.items():
        manifest = (assembly / f"assembly-SplashMy-{name}" / "manifest.json").read_text()
        used[name] = set(re.findall(r"cdk-(\w+)-(?:deploy|cfn-exec|assets)", manifest))
        assert used[name] == {environment.qualifier}
        assert re.fullmatch("[a-z0-9]{1,10}", environment.qualifier)

    assert len(set.union(*used.values())) == len(ENVIRONMENTS)


def test_production_protects_its_tables_and_users_from_deletion(prod: Synthesized) -> None:
    tables = prod.properties("AWS::DynamoDB::Table")
    (pool,) = prod.properties("AWS::Cognito::UserPool")

    assert all(table["DeletionProtectionEnabled"] for table in tables)
    assert pool["DeletionProtection"] == "ACTIVE"


def test_every_asynchronous_path_ends_in_a_dead_letter_queue(synthesized: Synthesized) -> None:
    targets = [
        target for rule in synthesized.properties("AWS::Events::Rule") for target in rule["Targets"]
    ]
    targets += [one["Target"] for one in synthesized.properties("AWS::Scheduler::Schedule")]

    for target in targets:
        assert target.get("DeadLetterConfig"), named(target)
        assert target.get("RetryPolicy"), named(target)


def test_nothing_is_deployed_by_a_custom_resource(synthesized: Synthesized) -> None:
    kinds = {resource["Type"] for _, resource in synthesized.resources()}

    assert [kind for kind in kinds if "Custom" in kind] == []


def test_what_a_schedule_starts_reports_its_latest_run(synthesized: Synthesized) -> None:
    started = {*_started_by_schedules(synthesized)}

    assert started == {function.id for function, task in catalog.tasks() if task.scheduled}


def _started_by_schedules(synthesized: Synthesized) -> Iterator[str]:
    for template in synthesized.templates.values():
        resources = template["Resources"]
        for one in resources.values():
            if one["Type"] == "AWS::Events::Rule" and "ScheduleExpression" in one["Properties"]:
                for target in one["Properties"]["Targets"]:
                    function = resources[target["Arn"]["Fn::GetAtt"][0]]
                    prefix = f"{synthesized.environment.prefix}-"
                    yield function["Properties"]["FunctionName"].removeprefix(prefix)
