"""The workflow that erases an account."""

from collections.abc import Callable, Mapping
from typing import Any

from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.workflows import state_machine
from infra.locations import Locations
from splashmy.core.resources import ACCOUNT_DELETION

STEPS = ("auth-close_account", "auth-erase_account", "auth-conclude_deletion")


def definition(arn: Callable[[str], str]) -> dict[str, Any]:
    """The state machine; its input is {"user_id": ...}, and no step adds content to it.

    The account is closed again after its wait: a request that was let in just before the first time
    may have made a job since, whose workers are then waited for, too.
    """
    close, erase, conclude = (arn(name) for name in STEPS)
    wait = {"Type": "Wait", "SecondsPath": "$.step.wait_s", "Next": "CloseAgain"}
    late = {"Variable": "$.step.working_s", "NumericGreaterThan": 0, "Next": "WaitForWorkers"}
    states = {
        "CloseAccount": _task(close) | {"ResultPath": "$.step", "Next": "WaitForWorkers"},
        "WaitForWorkers": wait,
        "CloseAgain": _task(close) | {"ResultPath": "$.step", "Next": "CameAnyLate"},
        "CameAnyLate": {"Type": "Choice", "Choices": [late], "Default": "EraseAccount"},
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
        state_machine(
            self,
            ACCOUNT_DELETION,
            definition=definition(locations.function_arn),
            steps=STEPS,
            functions=functions,
            locations=locations,
        )
