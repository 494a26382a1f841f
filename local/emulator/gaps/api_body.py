from typing import Any

from ministack.services import apigateway_v1

Extension = dict[str, Any]


def close() -> None:
    """What an OpenAPI body says beside routes: gateway responses, and mock integrations' answers.

    The emulator's import drops both, so errors of the gateway have no envelope and a CORS preflight
    has no headers; AWS imports them.
    """
    import_api, import_operation = apigateway_v1._import_rest_api, apigateway_v1._import_operation
    answer_mock = apigateway_v1._invoke_mock_v1

    def import_whole_api(spec: Extension, base_data: Extension | None = None) -> str:
        api_id = str(import_api(spec, base_data))
        responses = spec.get("x-amazon-apigateway-gateway-responses") or {}
        for response_type, response in responses.items():
            apigateway_v1._put_gateway_response(api_id, response_type, response)
        return api_id

    def import_whole_operation(
        api_id: str, resource_id: str, method: str, operation: Extension, *args: Any
    ) -> None:
        import_operation(api_id, resource_id, method, operation, *args)
        extension = (operation or {}).get("x-amazon-apigateway-integration") or {}
        if extension.get("type", "").upper() == "MOCK":
            _import_mock(api_id, resource_id, method, extension)

    def answer_mock_exactly(integration: Extension) -> tuple[int, Extension, bytes]:
        status, headers, body = answer_mock(integration)
        return status, headers, body if _has_template(integration) else b""

    apigateway_v1._import_rest_api = import_whole_api
    apigateway_v1._import_operation = import_whole_operation
    apigateway_v1._invoke_mock_v1 = answer_mock_exactly


def _import_mock(api_id: str, resource_id: str, method: str, extension: Extension) -> None:
    methods = apigateway_v1._resources[api_id][resource_id]["resourceMethods"]
    methods[method]["methodIntegration"]["requestTemplates"] = extension.get("requestTemplates", {})
    for pattern, response in (extension.get("responses") or {}).items():
        apigateway_v1._put_integration_response(
            api_id,
            resource_id,
            method,
            str(response["statusCode"]),
            {**response, "selectionPattern": "" if pattern == "default" else pattern},
        )


def _has_template(integration: Extension) -> bool:
    responses = integration.get("integrationResponses", {}).values()
    return any(response.get("responseTemplates") for response in responses)
