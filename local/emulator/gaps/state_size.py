import json
from collections.abc import Callable
from typing import Any

from ministack.services import stepfunctions

_MOST_BYTES = 256 * 1024


def close() -> None:
    """What passes from state to state, any size on the emulator: AWS takes 256 KiB.

    More ends the execution with States.DataLimitExceeded, which no Catch of States.ALL sees.
    """
    stepfunctions._start_execution = _refusing(stepfunctions._start_execution, "input")
    stepfunctions._send_task_success = _refusing(stepfunctions._send_task_success, "output")
    apply_parameters = stepfunctions._apply_parameters

    def parameters(*args: Any) -> Any:
        return _measured(apply_parameters(*args), "The task's input")

    stepfunctions._apply_parameters = parameters
    for kind in ("pass", "task", "parallel", "map"):
        setattr(stepfunctions, f"_execute_{kind}", _limited(kind))


def _limited(kind: str) -> Callable[..., Any]:
    execute = getattr(stepfunctions, f"_execute_{kind}")

    def execute_and_measure(*args: Any, **named: Any) -> Any:
        output, next_name = execute(*args, **named)
        return _measured(output, f"The state's result ({kind})"), next_name

    return execute_and_measure


def _measured(data: Any, name: str) -> Any:
    if len(json.dumps(data, ensure_ascii=False).encode()) > _MOST_BYTES:
        cause = f"{name} exceeds the maximum number of bytes service limit."
        raise stepfunctions._ExecutionError("States.DataLimitExceeded", cause)
    return data


def _refusing(act: Callable[[Any], Any], member: str) -> Callable[[Any], Any]:
    def act_if_small(request: dict[str, Any]) -> Any:
        if len(str(request.get(member, "")).encode()) > _MOST_BYTES:
            sentence = (
                f"1 validation error detected: Value at '{member}' failed to satisfy constraint: "
                f"Member must have length less than or equal to {_MOST_BYTES}"
            )
            return stepfunctions.error_response_json("ValidationException", sentence, 400)
        return act(request)

    return act_if_small
