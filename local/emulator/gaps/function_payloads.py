import json
from typing import Any

from ministack.services import apigateway_v1, lambda_svc

# Bytes; the answer's limit is really a hundred more than the request's.
_MOST_ASKED, _MOST_ASKED_LATER, _MOST_ANSWERED = 6 * 1024**2, 1024**2, 6 * 1024**2 + 100

_TOO_LARGE = {
    "errorType": "Function.ResponseSizeTooLarge",
    "errorMessage": (
        f"Response payload size exceeded maximum allowed payload size ({_MOST_ANSWERED} bytes)."
    ),
}


def close() -> None:
    """How much a function is given and answers: any size on the emulator.

    AWS gives it 6 MB, or 1 MB if nobody waits for the answer, and takes 6 MB from it.
    """
    invoke, execute = lambda_svc._invoke, lambda_svc._execute_function_with_config_scope
    call_from_api = apigateway_v1._call_lambda_raw
    invoke_from_api = apigateway_v1._invoke_lambda_proxy_v1

    async def invoke_if_small(name: str, event: Any, headers: Any, *args: Any, **named: Any) -> Any:
        later = headers.get("x-amz-invocation-type") == "Event"
        limit = _MOST_ASKED_LATER if later else _MOST_ASKED
        if _size(event) > limit:
            message = f"Request must be smaller than {limit} bytes for the InvokeFunction operation"
            return lambda_svc.error_response_json("RequestEntityTooLargeException", message, 413)
        return await invoke(name, event, headers, *args, **named)

    def execute_and_measure(function: Any, event: Any) -> Any:
        result = execute(function, event)
        if not result.get("error") and _size(result.get("body")) > _MOST_ANSWERED:
            return {**result, "error": True, "body": _TOO_LARGE, "function_error": "Unhandled"}
        return result

    async def call_if_small(function: Any, event: Any, **named: Any) -> Any:
        if _size(event) > _MOST_ASKED:
            raise _EventTooLargeError
        return await call_from_api(function, event, **named)

    async def invoke_or_refuse(*args: Any, **named: Any) -> Any:
        try:
            return await invoke_from_api(*args, **named)
        except _EventTooLargeError:
            return apigateway_v1._gw_error("REQUEST_TOO_LARGE", "Request Too Long")

    lambda_svc._invoke = invoke_if_small
    lambda_svc._execute_function_with_config_scope = execute_and_measure
    apigateway_v1._call_lambda_raw = call_if_small
    apigateway_v1._invoke_lambda_proxy_v1 = invoke_or_refuse


class _EventTooLargeError(Exception):
    pass


def _size(payload: Any) -> int:
    if isinstance(payload, bytes):
        return len(payload)
    return len(json.dumps(payload, ensure_ascii=False).encode(errors="surrogatepass"))
