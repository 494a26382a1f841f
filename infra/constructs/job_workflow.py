"""The workflow of a job, and what repairs the jobs that it leaves half-way."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import (
    Duration,
    aws_events as events,
)
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.targets import lambda_target
from infra.constructs.workflows import state_machine
from infra.locations import Locations
from splashmy.core.resources import JOB_WORKFLOW

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
        state_machine(
            self,
            JOB_WORKFLOW,
            definition=definition(locations.function_arn),
            steps=[f"processing-{name}" for name in STEPS.values()],
            functions=functions,
            locations=locations,
        )
        stopped = events.EventPattern(
            source=["aws.states"],
            detail_type=["Step Functions Execution Status Change"],
            detail={
                "stateMachineArn": [locations.arn(JOB_WORKFLOW)],
                "status": NOT_COMPLETED,
            },
        )
        reconciler = lambda_target(functions["processing-reconcile_job"])
        events.Rule(self, "Stopped", event_pattern=stopped, targets=[reconciler])
        every_5_minutes = events.Schedule.rate(Duration.minutes(5))
        sweeper = lambda_target(
            functions["processing-sweep_stuck"], events.RuleTargetInput.from_object({})
        )
        events.Rule(self, "SweepStuck", schedule=every_5_minutes, targets=[sweeper])
