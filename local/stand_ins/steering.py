"""What tests and the monitor see and steer: faults to come (`/_faults`, their names at `/_kinds`),
calls received (`/_calls`), and the files of the latest edits (`/_files`).
"""

import base64
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError, model_validator

from local.stand_ins.messages import Answer, Request, json_answer

Service = Literal["openai", "rekognition"]
FaultOfBoth = Literal["server_error", "slow", "timeout"]
OpenAIFault = Literal[
    "cut_stream",
    "insufficient_quota",
    "invalid_key",
    "missing_picture",
    "model_retired",
    "moderation_blocked",
    "no_usage",
    "no_usage_details",
    "null_usage",
    "odd_events",
    "rate_limit",
    "slow_stream",
    "unsafe_output",
]
RekognitionFault = Literal["throttle"]
KINDS: dict[Service, list[str]] = {
    "openai": sorted((*get_args(OpenAIFault), *get_args(FaultOfBoth))),
    "rekognition": sorted((*get_args(RekognitionFault), *get_args(FaultOfBoth))),
}


class Fault(BaseModel, extra="forbid"):
    service: Service
    fault: OpenAIFault | RekognitionFault | FaultOfBoth
    times: int = 1
    match: str = ""  # part of the prompt
    retry_after: float | None = None  # seconds
    seconds: float = 30  # of slow and timeout; between the pictures of slow_stream
    status: int = 500  # of server_error

    @model_validator(mode="after")
    def is_of_its_service(self) -> Self:
        if self.fault not in KINDS[self.service]:
            raise ValueError(f"{self.service} has no fault {self.fault}")
        return self


_FAULTS = TypeAdapter(list[Fault])
_lock = threading.Lock()
_faults: list[Fault] = []
_calls: list[dict[str, Any]] = []
_files: deque[dict[str, Any]] = deque(maxlen=8)  # edits, each with files of up to 50 MB


def received(service: Service, operation: str, text: str, **details: Any) -> Fault | None:
    """Note a call; the fault that it shall meet, if any, which is then used up once."""
    with _lock:
        _calls.append(
            {"service": service, "operation": operation, "text": text, "at": time.time(), **details}
        )
        for fault in _faults:
            if fault.service == service and fault.times > 0 and fault.match in text:
                fault.times -= 1
                return fault
    return None


def keep_files(text: str, files: Sequence[tuple[str, bytes]]) -> None:
    """The names and contents of what an edit sent, as they came."""
    sent = [(name, base64.b64encode(content).decode()) for name, content in files]
    with _lock:
        _files.append({"text": text, "files": sent})


def delay(fault: Fault | None) -> None:
    if fault and fault.fault in {"slow", "timeout"}:
        time.sleep(fault.seconds)


def answer_faults(request: Request) -> Answer:
    with _lock:
        if request.method == "PUT":
            try:
                _faults[:] = _FAULTS.validate_json(request.body)
            except ValidationError as error:
                return json_answer({"error": str(error)}, 422)
        elif request.method == "DELETE":
            _faults.clear()
        return json_answer([fault.model_dump() for fault in _faults])


def answer_kinds(_request: Request) -> Answer:
    return json_answer(KINDS)


def answer_calls(request: Request) -> Answer:
    with _lock:
        if request.method == "DELETE":
            _calls.clear()
        return json_answer(_calls)


def answer_files(request: Request) -> Answer:
    with _lock:
        return json_answer([*_files])
