from typing import Any

import pytest

from functions.processing.generate_image.handler import handler as generate_image
from infra import catalog
from infra.constructs.job_workflow import STEPS, definition
from infra.environments import ENVIRONMENTS
from splashmy.jobs import outcomes
from splashmy.provider import client, queue
from tests.infra.conftest import Synthesized

WORKFLOW = definition(lambda name: name)
TASKS = {name: state for name, state in WORKFLOW["States"].items() if state["Type"] == "Task"}


def test_every_step_is_a_function() -> None:
    names = {function.id for function, _ in catalog.tasks()}

    assert {f"processing-{step}" for step in STEPS.values()} <= names


@pytest.mark.parametrize("name", TASKS)
def test_what_fails_in_passing_is_tried_again(name: str) -> None:
    retried = [error for retry in TASKS[name]["Retry"] for error in retry["ErrorEquals"]]

    assert {"Lambda.TooManyRequestsException", "Lambda.ServiceException"} <= set(retried)
    assert retried[-1] == "States.ALL"


@pytest.mark.parametrize("name", [name for name in TASKS if name != "FailJob"])
def test_every_failure_of_a_step_ends_the_job(name: str) -> None:
    (caught,) = TASKS[name]["Catch"]

    assert (caught["ErrorEquals"], caught["Next"]) == (["States.ALL"], "FailJob")


def test_a_lease_outlives_the_call_it_is_for() -> None:
    assert client.TIMEOUT < generate_image.timeout < queue.LEASE


def test_nothing_is_tidied_while_a_worker_may_run() -> None:
    assert outcomes.WORKERS_GONE_AFTER.total_seconds() > 2 * generate_image.timeout


def test_the_generator_runs_as_often_at_once_as_the_environment_allows(
    synthesized: Synthesized,
) -> None:
    reserved = [
        one["ReservedConcurrentExecutions"]
        for one in synthesized.properties("AWS::Lambda::Function")
        if "ReservedConcurrentExecutions" in one
    ]

    environment = synthesized.environment
    allowed = [environment.settings.provider_concurrency]
    assert reserved == (allowed if environment.reserve_concurrency else [])


def test_dev_fits_into_a_new_account() -> None:
    assert not ENVIRONMENTS["dev"].reserve_concurrency


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
