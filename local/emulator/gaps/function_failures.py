from typing import Any

from ministack.services import apigateway_v1

_STATUS_CODES = apigateway_v1._DEFAULT_GATEWAY_RESPONSE_STATUS_CODES


class _NotAnsweredError(Exception):
    """The function gave no answer that a proxy integration can pass on."""

    def __init__(self, response_type: str) -> None:
        self.response_type = response_type


def close() -> None:
    """A function that fails, is throttled or answers nonsense behind the API.

    The emulator shows the caller the exception; AWS answers 502 with its own text, in the form that
    the API's DEFAULT_5XX gateway response gives it, or INTEGRATION_FAILURE where it was throttled.
    """
    invoke = apigateway_v1._invoke_lambda_proxy_v1

    async def invoke_or_fail(*args: Any, **kwargs: Any) -> Any:
        try:
            return await invoke(*args, **kwargs)
        except _NotAnsweredError as failure:
            return apigateway_v1._gw_error(failure.response_type, "Internal server error")

    _STATUS_CODES.update({"FUNCTION_FAILED": "502"})
    apigateway_v1._lambda_proxy_response = _proxy_response
    apigateway_v1._invoke_lambda_proxy_v1 = invoke_or_fail


def _proxy_response(result: dict[str, Any]) -> tuple[dict[str, Any], None]:
    body = result.get("body")
    if result.get("throttle"):
        raise _NotAnsweredError("INTEGRATION_FAILURE")
    if result.get("error") or not isinstance(body, dict) or "statusCode" not in body:
        raise _NotAnsweredError("FUNCTION_FAILED")
    return body, None
