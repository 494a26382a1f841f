"""The workflow of a job, and what repairs the jobs that it leaves half-way."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import (
    Duration,
    RemovalPolicy,
    aws_events as events,
    aws_events_targets as targets,
    aws_iam as iam,
    aws_logs as logs,
    aws_stepfunctions as sfn,
)
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.locations import Locations
from splashmy.resources import JOB_WORKFLOW

Arn = Callable[[str], str]

# Steps of the workflow by the function that does them, in their order.
STEPS = {
    "ModerateInput": "moderate_input",
    "AcquireSlot": "acquire_slot",
    "GenerateImage": "generate_image",
    "ModerateOutput": "moderate_output",
    "StoreResults": "store_results",
    "SettleJob": "settle_job",
    "FailJob": "fail_job",
}
LONGEST = 3600  # seconds, waiting for a slot included
NOT_COMPLETED = ["FAILED", "TIMED_OUT", "ABORTED"]
OUR_OWN = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
# What AWS documents for a state machine that logs; none of them takes a resource.
LOG_DELIVERY = [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
]
CROWDED = ["Lambda.TooManyRequestsException"]


def definition(arn: Arn) -> dict[str, Any]:
    """The state machine; `arn` says where a function is.

    Every step answers {"next": "go_on" | "wait" | "ended", "wait_s": seconds}.
    """
    states = {
        **_step("ModerateInput", arn, then="AcquireSlot"),
        **_step("AcquireSlot", arn, then="GenerateImage", wait_and_repeat="AcquireSlot"),
        **_step("GenerateImage", arn, then="ModerateOutput", wait_and_repeat="AcquireSlot"),
        **_step("ModerateOutput", arn, then="StoreResults"),
        **_step("StoreResults", arn, then="SettleJob"),
        "SettleJob": {**_task("SettleJob", arn), "Next": "Ended"},
        "FailJob": {**_task("FailJob", arn, catch=False), "Next": "Failed"},
        "Ended": {"Type": "Succeed"},
        "Failed": {"Type": "Fail", "Error": "StepFailed"},
    }
    return {"StartAt": "ModerateInput", "TimeoutSeconds": LONGEST, "States": states}


def _step(name: str, arn: Arn, *, then: str, wait_and_repeat: str | None = None) -> dict[str, Any]:
    """A step with what follows from its answer."""
    choices = [{"Variable": "$.step.next", "StringEquals": "ended", "Next": "Ended"}]
    pause = {}
    if wait_and_repeat:
        choices.append({"Variable": "$.step.next", "StringEquals": "wait", "Next": f"{name}Wait"})
        pause[f"{name}Wait"] = {
            "Type": "Wait",
            "SecondsPath": "$.step.wait_s",
            "Next": wait_and_repeat,
        }
    return {
        name: {**_task(name, arn), "Next": f"{name}Done"},
        f"{name}Done": {"Type": "Choice", "Choices": choices, "Default": then},
        **pause,
    }


def _task(name: str, arn: Arn, *, catch: bool = True) -> dict[str, Any]:
    """Steps are safe to repeat, so what failed in passing is tried again."""
    task: dict[str, Any] = {
        "Type": "Task",
        "Resource": arn(f"processing-{STEPS[name]}"),
        "ResultPath": "$.step",
        "Retry": [
            _retry(CROWDED, first=1, times=6),
            _retry([*OUR_OWN, "Lambda.Unknown"], first=2, times=3),
            _retry(["States.ALL"], first=1, times=2),
        ],
    }
    if catch:
        task["Catch"] = [
            {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "FailJob"}
        ]
    return task


def _retry(errors: list[str], *, first: int, times: int) -> dict[str, Any]:
    return {
        "ErrorEquals": errors,
        "IntervalSeconds": first,
        "MaxAttempts": times,
        "BackoffRate": 2,
        "JitterStrategy": "FULL",
    }


class JobWorkflow(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        functions: Mapping[str, PythonFunction],
        locations: Locations,
    ) -> None:
        super().__init__(scope, id)
        if "processing-moderate_input" not in functions:
            return
        self._machine(functions, locations)
        stopped = events.EventPattern(
            source=["aws.states"],
            detail_type=["Step Functions Execution Status Change"],
            detail={
                "stateMachineArn": [locations.arn(JOB_WORKFLOW)],
                "status": NOT_COMPLETED,
            },
        )
        reconciler = _target(functions["processing-reconcile_job"])
        events.Rule(self, "Stopped", event_pattern=stopped, targets=[reconciler])
        every_5_minutes = events.Schedule.rate(Duration.minutes(5))
        sweeper = _target(
            functions["processing-sweep_stuck"], events.RuleTargetInput.from_object({})
        )
        events.Rule(self, "SweepStuck", schedule=every_5_minutes, targets=[sweeper])

    def _machine(self, functions: Mapping[str, PythonFunction], locations: Locations) -> None:
        called = [f"processing-{name}" for name in STEPS.values()]
        invoke = iam.PolicyStatement(
            actions=["lambda:InvokeFunction"],
            resources=[locations.function_arn(name) for name in called],
        )
        trace = iam.PolicyStatement(
            actions=["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources=["*"]
        )
        log = iam.PolicyStatement(actions=LOG_DELIVERY, resources=["*"])
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            inline_policies={"steps": iam.PolicyDocument(statements=[invoke, trace, log])},
        )
        machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=locations.name(JOB_WORKFLOW),
            definition_body=sfn.DefinitionBody.from_string(
                json.dumps(definition(locations.function_arn))
            ),
            role=role.without_policy_updates(),
            logs=sfn.LogOptions(level=sfn.LogLevel.ALL, destination=self._log_group(locations)),
            tracing_enabled=True,
        )
        for name in called:
            machine.node.add_dependency(functions[name])

    def _log_group(self, locations: Locations) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/vendedlogs/states/{locations.name(JOB_WORKFLOW)}",
            retention=locations.environment.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )


def _target(
    function: PythonFunction, event: events.RuleTargetInput | None = None
) -> targets.LambdaFunction:
    return targets.LambdaFunction(
        function.function,
        event=event,
        dead_letter_queue=function.dead_letters,
        retry_attempts=8,
        max_event_age=Duration.hours(2),
    )
