"""The workflow that erases an account."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import (
    RemovalPolicy,
    aws_iam as iam,
    aws_logs as logs,
    aws_stepfunctions as sfn,
)
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.job_workflow import LOG_DELIVERY
from infra.locations import Locations
from splashmy.resources import ACCOUNT_DELETION

STEPS = ("auth-close_account", "auth-erase_account", "auth-conclude_deletion")


def definition(arn: Callable[[str], str]) -> dict[str, Any]:
    """The state machine; its input is {"user_id": ...}, and no step adds content to it."""
    close, erase, conclude = (arn(name) for name in STEPS)
    wait = {"Type": "Wait", "SecondsPath": "$.step.wait_s", "Next": "EraseAccount"}
    states = {
        "CloseAccount": _task(close) | {"ResultPath": "$.step", "Next": "WaitForWorkers"},
        "WaitForWorkers": wait,
        "EraseAccount": _task(erase) | {"ResultPath": None, "Next": "ConcludeDeletion"},
        "ConcludeDeletion": _task(conclude) | {"ResultPath": None, "End": True},
    }
    return {"StartAt": "CloseAccount", "States": states}


def _task(function: str) -> dict[str, Any]:
    """Steps go on where they stopped, so a failed one is tried again for hours."""
    retry = {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "MaxAttempts": 12}
    return {
        "Type": "Task",
        "Resource": function,
        "Retry": [retry | {"BackoffRate": 2, "MaxDelaySeconds": 3600}],
    }


class AccountDeletion(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        functions: Mapping[str, PythonFunction],
        locations: Locations,
    ) -> None:
        super().__init__(scope, id)
        if not functions.keys() >= set(STEPS):
            return
        machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=locations.name(ACCOUNT_DELETION),
            definition_body=sfn.DefinitionBody.from_string(
                json.dumps(definition(locations.function_arn))
            ),
            role=self._role(locations).without_policy_updates(),
            logs=sfn.LogOptions(level=sfn.LogLevel.ALL, destination=self._log_group(locations)),
            tracing_enabled=True,
        )
        for name in STEPS:
            machine.node.add_dependency(functions[name])

    def _role(self, locations: Locations) -> iam.Role:
        invoke = iam.PolicyStatement(
            actions=["lambda:InvokeFunction"],
            resources=[locations.function_arn(name) for name in STEPS],
        )
        operate = iam.PolicyStatement(
            actions=["xray:PutTraceSegments", "xray:PutTelemetryRecords", *LOG_DELIVERY],
            resources=["*"],
        )
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            inline_policies={"steps": iam.PolicyDocument(statements=[invoke, operate])},
        )

    def _log_group(self, locations: Locations) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/vendedlogs/states/{locations.name(ACCOUNT_DELETION)}",
            retention=locations.environment.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )
