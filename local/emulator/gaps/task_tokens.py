import contextvars
import json
from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import error_response_json
from ministack.services import stepfunctions

_execution: contextvars.ContextVar[dict[str, Any]] = contextvars.ContextVar("execution")
_waiting_for: dict[str, dict[str, Any]] = {}


def close() -> None:
    """A task token whose task is over answers TaskTimedOut, one that never was InvalidToken.

    The emulator says TaskDoesNotExist of both, and goes on with a task whose execution was stopped:
    a late failure then turns ABORTED into FAILED. Nor does it know that a token belongs to a state
    machine, on which a role may be granted to answer.
    """
    execute, wait = stepfunctions._execute_task, stepfunctions._invoke_with_callback

    def execute_noting(state: Any, given: Any, execution: dict[str, Any], context: Any) -> Any:
        _execution.set(execution)
        return execute(state, given, execution, context)

    def wait_noting(resource: Any, given: Any, token: str, state: Any) -> Any:
        _waiting_for[token] = _execution.get()
        return wait(resource, given, token, state)

    stepfunctions._execute_task = execute_noting
    stepfunctions._invoke_with_callback = wait_noting
    iam_actions.extract_resource_arn = _of_state_machines(iam_actions.extract_resource_arn)
    for name in ("_send_task_success", "_send_task_failure", "_send_task_heartbeat"):
        setattr(stepfunctions, name, _checked(getattr(stepfunctions, name)))


def _checked(answer: Any) -> Any:
    def checked(data: dict[str, Any]) -> Any:
        token = data.get("taskToken", "")
        execution = _waiting_for.get(token)
        if execution is None:
            return error_response_json("InvalidToken", "Invalid token", 400)
        if execution["status"] != "RUNNING" or token not in stepfunctions._task_tokens:
            return error_response_json("TaskTimedOut", "Task timed out", 400)
        return answer(data)

    return checked


def _of_state_machines(extract: Any) -> Any:
    def extract_with_tokens(service: str, method: str, path: str, *args: Any, **named: Any) -> Any:
        body = named.get("body") or next((one for one in args if isinstance(one, bytes)), b"")
        if service == "states" and b"taskToken" in body:
            execution = _waiting_for.get(json.loads(body)["taskToken"])
            return execution["stateMachineArn"] if execution else "*"
        return extract(service, method, path, *args, **named)

    return extract_with_tokens
