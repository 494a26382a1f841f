"""The state machine, the queue before the provider, and what repairs the jobs that they leave."""

from typing import Any

import pytest

from functions.processing.generate_image.handler import handler as generate_image
from infra import catalog
from infra.constructs.job_workflow import LONGEST, definition
from splashmy.jobs import outcomes
from splashmy.provider import client
from splashmy.workflow import worker
from splashmy.workflow.generate import LEASE
from splashmy.workflow.steps import FAIL_STEP, STEPS
from tests.infra.conftest import Synthesized

WORKFLOW = definition(lambda name: name, "the queue")
STATES = WORKFLOW["States"]
CALLED = [step for step in (*STEPS, FAIL_STEP) if not step.waits]


def queue(synthesized: Synthesized, name: str) -> dict[str, Any]:
    (found,) = [
        one for one in synthesized.properties("AWS::SQS::Queue") if one["QueueName"].endswith(name)
    ]
    return found


def consumers(synthesized: Synthesized) -> list[dict[str, Any]]:
    return synthesized.properties("AWS::Lambda::EventSourceMapping")


def test_every_step_is_a_function() -> None:
    names = {function.id for function, _ in catalog.tasks()}

    assert {f"processing-{step.function}" for step in (*STEPS, FAIL_STEP)} <= names


def test_a_job_goes_through_every_step_once() -> None:
    states, name = [], WORKFLOW["StartAt"]
    while name:
        states.append(name)
        name = STATES[name].get("Next")

    assert states == [step.name for step in STEPS]


@pytest.mark.parametrize("step", CALLED, ids=lambda step: step.name)
def test_what_fails_in_passing_is_tried_again(step: Any) -> None:
    retried = [error for retry in STATES[step.name]["Retry"] for error in retry["ErrorEquals"]]

    assert {"Lambda.TooManyRequestsException", "Lambda.ServiceException"} <= set(retried)
    assert retried[-1] == "States.ALL"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_failure_of_a_step_ends_the_job(step: Any) -> None:
    (caught,) = STATES[step.name]["Catch"]

    assert (caught["ErrorEquals"], caught["Next"]) == (["States.ALL"], "FailJob")


def test_waiting_in_the_line_is_never_repeated_nor_timed() -> None:
    """A repeat would send a second message; a limit would begin when the message is sent."""
    (state,) = [STATES[step.name] for step in STEPS if step.waits]

    assert not {"Retry", "TimeoutSeconds", "HeartbeatSeconds"} & state.keys()
    assert state["Parameters"]["MessageGroupId.$"] == "$.owner_id"


def test_a_message_is_hidden_while_its_worker_may_live() -> None:
    assert client.TIMEOUT + worker.LONGEST_NAP < generate_image.timeout < LEASE.total_seconds()


def test_a_message_outlives_its_execution(synthesized: Synthesized) -> None:
    kept = queue(synthesized, "provider-calls")

    assert kept["MessageRetentionPeriod"] > LONGEST
    assert kept["VisibilityTimeout"] >= 6 * generate_image.timeout  # as AWS advises
    assert "RedrivePolicy" not in kept  # its consumer ends a job whose message came too often


def test_nothing_is_tidied_while_a_worker_may_run() -> None:
    assert outcomes.WORKERS_GONE_AFTER.total_seconds() > 2 * generate_image.timeout


def test_the_generator_runs_as_often_at_once_as_the_environment_allows(
    synthesized: Synthesized,
) -> None:
    most = synthesized.environment.settings.provider_concurrency

    limits = {one["ScalingConfig"]["MaximumConcurrency"] for one in consumers(synthesized)}
    reserved = [
        one
        for one in synthesized.properties("AWS::Lambda::Function")
        if "ReservedConcurrentExecutions" in one
    ]

    assert most in limits
    assert all(2 <= limit <= 1000 for limit in limits)  # AWS refuses others
    assert reserved == []  # so it fits into a new account


def test_messages_are_taken_one_by_one_and_may_be_left(synthesized: Synthesized) -> None:
    for consumer in consumers(synthesized):
        assert consumer["BatchSize"] == 1
        assert consumer["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_an_execution_that_did_not_succeed_reaches_the_reconciler(
    synthesized: Synthesized,
) -> None:
    (rule,) = [
        one
        for one in synthesized.properties("AWS::Events::Rule")
        if one.get("EventPattern", {}).get("source") == ["aws.states"]
    ]

    assert rule["EventPattern"]["detail"]["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    assert _is_safe(rule)


def test_the_sweeper_runs_every_five_minutes(synthesized: Synthesized) -> None:
    schedules = [
        one
        for one in synthesized.properties("AWS::Events::Rule")
        if "processing-sweep_stuck" in str(one) or "sweepstuck" in str(one)
    ]

    assert [one["ScheduleExpression"] for one in schedules] == ["rate(5 minutes)"]
    assert _is_safe(schedules[0])


def _is_safe(rule: dict[str, Any]) -> bool:
    (target,) = rule["Targets"]
    return "DeadLetterConfig" in target and target["RetryPolicy"]["MaximumRetryAttempts"] > 0
