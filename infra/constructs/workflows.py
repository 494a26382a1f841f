"""State machines: each with a role that may call its own steps, its log and its traces."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import (
    RemovalPolicy,
    aws_iam as iam,
    aws_logs as logs,
    aws_stepfunctions as sfn,
)
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.locations import Locations
from splashmy.core.resources import Queue, StateMachine

# What AWS documents for a state machine that traces and logs; none of it takes a resource.
OPERATION = [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
]


def state_machine(
    scope: Construct,
    machine: StateMachine,
    *,
    definition: dict[str, Any],
    steps: Sequence[str],
    functions: Mapping[str, PythonFunction],
    locations: Locations,
    sends_to: Sequence[Queue] = (),
) -> None:
    """Deploy `machine` after the functions that its `steps` call."""
    log_group = logs.LogGroup(
        scope,
        "Log",
        log_group_name=f"/aws/vendedlogs/states/{locations.name(machine)}",
        retention=locations.environment.log_retention,
        removal_policy=RemovalPolicy.DESTROY,
    )
    made = sfn.StateMachine(
        scope,
        "Machine",
        state_machine_name=locations.name(machine),
        definition_body=sfn.DefinitionBody.from_string(json.dumps(definition)),
        role=_role(scope, steps, sends_to, locations).without_policy_updates(),
        logs=sfn.LogOptions(level=sfn.LogLevel.ALL, destination=log_group),
        tracing_enabled=True,
    )
    for name in steps:
        made.node.add_dependency(functions[name])


def _role(
    scope: Construct, steps: Sequence[str], queues: Sequence[Queue], locations: Locations
) -> iam.Role:
    invoke = iam.PolicyStatement(
        actions=["lambda:InvokeFunction"],
        resources=[locations.function_arn(name) for name in steps],
    )
    send = [
        iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[locations.arn(queue)])
        for queue in queues
    ]
    operate = iam.PolicyStatement(actions=OPERATION, resources=["*"])
    return iam.Role(
        scope,
        "Role",
        assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
        inline_policies={"steps": iam.PolicyDocument(statements=[invoke, *send, operate])},
    )
