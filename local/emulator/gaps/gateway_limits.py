import asyncio
from typing import Any

from ministack.services import apigateway_v1

_MOST_BYTES = 10 * 1024**2
_LONGEST_MS = 29_000


def close() -> None:
    """What API Gateway takes and how long it waits: the emulator takes any body and waits for ever.

    AWS answers 413 over 10 MB, and 504 when a function has not answered after 29 seconds or the
    integration's own timeoutInMillis; the function runs on.
    """
    execute, invoke = apigateway_v1._execute_in_scope, apigateway_v1._invoke_lambda_proxy_v1
    import_operation = apigateway_v1._import_operation

    async def execute_if_small(request: Any, *args: Any) -> Any:
        api_id, _stage, _method, _path, _headers, body, *_ = args
        if api_id in apigateway_v1._rest_apis and len(body or b"") > _MOST_BYTES:
            request["stage"] = apigateway_v1._stages_v1.get(api_id, {}).get(_stage)
            return apigateway_v1._gw_error("REQUEST_TOO_LARGE", "Request Too Long")
        return await execute(request, *args)

    async def invoke_in_time(integration: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        answering = asyncio.ensure_future(invoke(integration, *args, **kwargs))
        limit = int(integration.get("timeoutInMillis") or _LONGEST_MS)
        await asyncio.wait({answering}, timeout=limit / 1000)
        if answering.done():
            return answering.result()
        return apigateway_v1._gw_error("INTEGRATION_TIMEOUT", "Endpoint request timed out")

    def import_with_timeout(
        api_id: str, resource_id: str, method: str, operation: dict[str, Any], *args: Any
    ) -> None:
        import_operation(api_id, resource_id, method, operation, *args)
        extension = (operation or {}).get("x-amazon-apigateway-integration") or {}
        if limit := extension.get("timeoutInMillis"):
            methods = apigateway_v1._resources[api_id][resource_id]["resourceMethods"]
            methods[method]["methodIntegration"]["timeoutInMillis"] = limit

    apigateway_v1._execute_in_scope = execute_if_small
    apigateway_v1._invoke_lambda_proxy_v1 = invoke_in_time
    apigateway_v1._import_operation = import_with_timeout
