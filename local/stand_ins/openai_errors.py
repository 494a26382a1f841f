"""The errors of OpenAI's API, with the bodies and headers that it sends."""

import uuid
from typing import Any

from local.stand_ins.messages import Answer, json_answer
from local.stand_ins.steering import Fault


class RefusedError(Exception):
    def __init__(self, answer: Answer) -> None:
        self.answer = answer


def error(
    status: int, kind: str, code: str | None, message: str, param: str | None = None, **more: Any
) -> Answer:
    body = {"message": message, "type": kind, "param": param, "code": code, **more}
    return json_answer({"error": body}, status, x_request_id=new_request_id())


def new_request_id() -> str:
    return f"req_{uuid.uuid4().hex}"


def invalid_value(param: str, message: str) -> Answer:
    return error(400, "invalid_request_error", "invalid_value", message, param)


def unknown_parameter(param: str) -> Answer:
    message = f"Unknown parameter: '{param}'."
    return error(400, "invalid_request_error", "unknown_parameter", message, param)


def too_large(param: str) -> Answer:
    message = f"The {param} file is too large."
    return error(413, "invalid_request_error", "file_too_large", message, param)


def invalid_key() -> Answer:
    message = (
        "Incorrect API key provided. You can find your API key at "
        "https://platform.openai.com/account/api-keys."
    )
    return error(401, "invalid_request_error", "invalid_api_key", message)


def model_not_found(model: str) -> Answer:
    message = f"The model `{model}` does not exist or you do not have access to it."
    return error(404, "invalid_request_error", "model_not_found", message, "model")


def moderation_blocked() -> Answer:
    message = (
        "Your request was rejected by the safety system. If you believe this is an error, contact "
        "us at help.openai.com and include the request ID. safety_violations=[violence]."
    )
    details = {"moderation_stage": "input", "categories": ["violence"]}
    return error(
        400,
        "image_generation_user_error",
        "moderation_blocked",
        message,
        moderation_details=details,
    )


def fault_answer(fault: Fault, model: str) -> Answer | None:
    """The answer that a fault gives instead of a picture; None when there will be a picture."""
    match fault.fault:
        case "rate_limit":
            return _rate_limit(fault.retry_after)
        case "insufficient_quota":
            message = "You exceeded your current quota, please check your plan and billing details."
            return error(429, "insufficient_quota", "insufficient_quota", message)
        case "server_error" | "timeout":
            message = "The server had an error while processing your request. Sorry about that!"
            return error(fault.status, "server_error", None, message)
        case "invalid_key":
            return invalid_key()
        case "model_retired":
            return model_not_found(model)
        case "moderation_blocked":
            return moderation_blocked()
    return None


def _rate_limit(retry_after: float | None) -> Answer:
    answer = error(429, "requests", "rate_limit_exceeded", "Rate limit reached for images per min.")
    if retry_after is None:
        return answer
    waits = {"retry-after": f"{retry_after:g}", "retry-after-ms": f"{retry_after * 1000:.0f}"}
    return Answer(answer.status, answer.body, {**answer.headers, **waits})
