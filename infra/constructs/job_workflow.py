"""The workflow of a job, the queue before the provider, and what repairs jobs left half-way."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import (
    Duration,
    aws_events as events,
    aws_lambda as lambda_,
    aws_sqs as sqs,
)
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.targets import lambda_target
from infra.constructs.workflows import state_machine
from infra.locations import Locations
from splashmy.core.resources import JOB_WORKFLOW, PROVIDER_QUEUE
from splashmy.workflow.steps import FAIL_STEP, STEPS, Step

Arn = Callable[[str], str]

LONGEST = 24 * 3600  # seconds of an execution: the line that 5 slots work off in a day
# AWS advises 6 times the consumer's timeout; the worker shortens it to what it can live.
HIDDEN = Duration.minutes(30)
KEPT = Duration.days(2)  # longer than an execution lives
NOT_COMPLETED = ["FAILED", "TIMED_OUT", "ABORTED"]
OUR_OWN = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
CROWDED = ["Lambda.TooManyRequestsException"]


def definition(arn: Arn, queue_url: str) -> dict[str, Any]:
    """The state machine; `arn` says where a function is."""
    following = [*(step.name for step in STEPS[1:]), None]
    states = {
        step.name: {
            **(_queued(queue_url) if step.waits else _task(step, arn)),
            **({"Next": then} if then else {"End": True}),
            "Catch": [
                {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": FAIL_STEP.name}
            ],
        }
        for step, then in zip(STEPS, following, strict=True)
    }
    states[FAIL_STEP.name] = {**_task(FAIL_STEP, arn), "Next": "Failed"}
    states["Failed"] = {"Type": "Fail", "Error": "StepFailed"}
    return {"StartAt": STEPS[0].name, "TimeoutSeconds": LONGEST, "States": states}


def _queued(queue_url: str) -> dict[str, Any]:
    """Hand the job to the queue, and wait until its consumer answers.

    MessageGroupId makes a fair queue: SQS keeps one owner's many jobs from everybody else's one.
    No time limit of its own: it would begin when the message is sent, and end jobs in a long line.
    No retry: each would send another message.
    """
    body = {f"{name}.$": f"$.{name}" for name in ("owner_id", "job_id", "correlation_id")}
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {
            "QueueUrl": queue_url,
            "MessageGroupId.$": "$.owner_id",
            "MessageBody": {**body, "token.$": "$$.Task.Token"},
        },
        "ResultPath": "$.step",
    }


def _task(step: Step, arn: Arn) -> dict[str, Any]:
    """Steps are safe to repeat, so what failed in passing is tried again."""
    return {
        "Type": "Task",
        "Resource": arn(f"processing-{step.function}"),
        "ResultPath": "$.step",
        "Retry": [
            _retry(CROWDED, first=1, times=6),
            _retry([*OUR_OWN, "Lambda.Unknown"], first=2, times=3),
            _retry(["States.ALL"], first=1, times=2),
        ],
    }


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
        if "processing-prepare_job" not in functions:
            return
        self._queue(functions, locations)
        called = [step.function for step in (*STEPS, FAIL_STEP) if not step.waits]
        state_machine(
            self,
            JOB_WORKFLOW,
            definition=definition(locations.function_arn, _url(locations)),
            steps=[f"processing-{name}" for name in called],
            sends_to=[PROVIDER_QUEUE],
            functions=functions,
            locations=locations,
        )
        self._repair(functions, locations)

    def _queue(self, functions: Mapping[str, PythonFunction], locations: Locations) -> None:
        """Without dead letters: the consumer itself ends the job of a message that came too often,
        and the execution's limit one that it could not end.
        """
        queue = sqs.Queue(
            self,
            "ProviderCalls",
            queue_name=locations.name(PROVIDER_QUEUE),
            visibility_timeout=HIDDEN,
            retention_period=KEPT,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
        )
        at_once = locations.environment.settings.provider_concurrency
        consume(functions["processing-generate_image"], queue, at_once=at_once)

    def _repair(self, functions: Mapping[str, PythonFunction], locations: Locations) -> None:
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


def consume(function: PythonFunction, queue: sqs.Queue, *, at_once: int) -> None:
    """Let a function take messages one by one, so many `at_once`; AWS allows 2 to 1000."""
    lambda_.EventSourceMapping(
        function,
        "Consumes",
        target=function.function,
        event_source_arn=queue.queue_arn,
        batch_size=1,
        max_concurrency=at_once,
        report_batch_item_failures=True,
    )


def _url(locations: Locations) -> str:
    (url,) = locations.variables(PROVIDER_QUEUE).values()
    return url
